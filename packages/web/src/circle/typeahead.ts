const PAUSE_MS = 700;

/** Finds options by the letters typed within a short time; `now` is any steady count of ms. */
export interface Typeahead {
  readonly isTyping: (now: number) => boolean;
  /** The place of the option meant, or -1. */
  readonly find: (letter: string, labels: readonly string[], from: number, now: number) => number;
}

export function makeTypeahead(): Typeahead {
  let typed = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  const isTyping = (now: number): boolean => typed !== '' && now - lastAt < PAUSE_MS;
  const find = (letter: string, labels: readonly string[], from: number, now: number): number => {
    typed = (isTyping(now) ? typed : '') + letter.toLowerCase();
    lastAt = now;
    // The same letter again and again goes through the options that begin with it.
    const repeated = [...typed].every((each) => each === typed[0]);
    const wanted = repeated ? letter.toLowerCase() : typed;
    const start = repeated ? from + 1 : Math.max(from, 0);
    const order = labels.map((_, offset) => (start + offset) % labels.length);
    return order.find((at) => labels[at]?.toLowerCase().startsWith(wanted)) ?? -1;
  };
  return { isTyping, find };
}
