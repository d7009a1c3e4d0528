import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rememberKeys } from './key-cache.ts';

function counted() {
  const parsed: number[] = [];
  const keyOf = rememberKeys(async (bytes) => {
    parsed.push(Buffer.from(bytes).readUInt16BE());
    return bytes.length === 2 ? createSecretKey(bytes) : null;
  });
  const ask = (number: number) => keyOf(Buffer.of(number >> 8, number & 255));
  return { parsed, keyOf, ask };
}

describe('remembered keys', () => {
  it('are parsed once, by their content', async () => {
    const { parsed, ask } = counted();
    expect(await ask(1)).toBe(await ask(1));
    expect(await ask(1)).not.toBe(await ask(2));
    expect(parsed).toEqual([1, 2]);
  });

  it('are 256, and the one unused for longest goes first', async () => {
    const { parsed, ask } = counted();
    for (let number = 0; number < 256; number += 1) await ask(number);
    await ask(0);
    await ask(256);
    expect(parsed).toHaveLength(257);
    await ask(0);
    expect(parsed).toHaveLength(257);
    await ask(1);
    expect(parsed).toHaveLength(258);
  });

  it('do not include what is no key', async () => {
    const { parsed, keyOf } = counted();
    expect(await keyOf(Buffer.of(0, 1, 2))).toBeNull();
    expect(await keyOf(Buffer.of(0, 1, 2))).toBeNull();
    expect(parsed).toEqual([1, 1]);
  });
});
