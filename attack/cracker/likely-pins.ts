import { readFileSync } from 'node:fs';

const POPULAR = new URL('../../packages/server/data/common-pins-4.csv', import.meta.url);
const DIGITS = 4;

/** Every PIN of four digits, those people take most first. */
export function likelyPins(): readonly string[] {
  const popular = readFileSync(POPULAR, 'utf8')
    .split('\n')
    .map((line) => line.split(',')[0] ?? '')
    .filter((pin) => /^\d{4}$/.test(pin));
  const all = Array.from({ length: 10 ** DIGITS }, (_, n) => String(n).padStart(DIGITS, '0'));
  return [...new Set([...popular, ...all])];
}
