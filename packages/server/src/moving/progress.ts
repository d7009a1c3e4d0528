const EVERY_MS = 1_000;

/** Tells how far something has come: once a second, and nothing of what is done within one. */
export function createProgress(
  write: (text: string) => void,
  now: () => number,
  what = 'rows',
): (doing: string, count: number) => void {
  let toldAt = now();
  return (doing, count) => {
    if (now() - toldAt < EVERY_MS) return;
    toldAt = now();
    write(`${count.toLocaleString('en')} ${what} ${doing} ...\n`);
  };
}
