import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitLines } from './split-lines.ts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(bytes: Uint8Array, size: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of splitLines(inPieces(bytes, size))) lines.push(line);
  return lines;
}

it('finds every line, however the stream cuts it, and whatever is in it', async () => {
  const line = fc
    .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u2028', '\r', '\ufeff', 'é🔑'))
    .map((text) => text.replaceAll('\n', ' '));
  const property = fc.asyncProperty(
    fc.array(line),
    fc.integer({ min: 1, max: 9 }),
    async (all, size) => {
      const bytes = Buffer.from(all.map((text) => `${text}\n`).join(''));
      expect(await linesOf(bytes, size)).toEqual(all);
    },
  );
  await fc.assert(property);
});

it('leaves out a last line without an end: it was cut off', async () => {
  expect(await linesOf(Buffer.from('one\ntwo'), 4)).toEqual(['one']);
});

it('refuses what is no UTF-8', async () => {
  await expect(linesOf(Buffer.from([0x61, 0xff, 0x0a]), 8)).rejects.toThrow();
});
