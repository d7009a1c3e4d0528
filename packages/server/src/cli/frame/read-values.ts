import { UsageError } from './usage-error.ts';

/** A whole number out of an option; `undefined` where it was not given. */
export function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9]{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} must be a whole number, not "${text}".`);
}

/** `on` or `off`. */
export function readSwitch(option: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === 'on') return true;
  if (text === 'off') return false;
  throw new UsageError(`--${option} must be on or off, not "${text}".`);
}

/** A JSON object out of a text; `from` says where it came from. */
export function readObject(from: string, text: string): Readonly<Record<string, unknown>> {
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new UsageError(`${from} must hold one JSON object.`);
}

/**
 * Assignments such as `messages.notices=false` as one object. A value that is JSON is taken as that,
 * everything else as text.
 */
export function readAssignments(texts: readonly string[]): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const text of texts) {
    const [, path = '', value = ''] = /^([A-Za-z][\w.-]*)=([\s\S]*)$/.exec(text) ?? [];
    const names = path.split('.');
    const last = names.pop();
    if (!last || names.includes('') || names.includes('__proto__') || last === '__proto__') {
      throw new UsageError(`"${text}" is no assignment such as messages.notices=false.`);
    }
    let place = whole;
    for (const name of names) {
      const inner = place[name];
      const next = typeof inner === 'object' && inner !== null ? inner : {};
      place[name] = next;
      place = next as Record<string, unknown>;
    }
    const read = parse(value);
    place[last] = read === undefined ? value : read;
  }
  return whole;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
