import { describe, expect, it } from 'vitest';
import type { SealContext } from '../core/ports/sealer.ts';
import { createAesSealer } from './aes-sealer.ts';
import { Keyring } from './keyring.ts';

const secret = (byte: number) => new Uint8Array(32).fill(byte);
const root = (id: string, byte: number) => ({ id, secret: secret(byte) });
const ring = (active: string, ...roots: ReturnType<typeof root>[]) =>
  createAesSealer(new Keyring({ active, roots, digestSecret: secret(9) }));

const sealer = ring('k1', root('k1', 1));
const CONTEXT: SealContext = { tenant: 'acme', label: 'verifier', binding: ['ann', 'login', '1'] };
const plain = new TextEncoder().encode('a hash');

describe('a sealed value', () => {
  it('opens where it belongs', async () => {
    const sealed = await sealer.seal(CONTEXT, plain);
    expect(new TextDecoder().decode(await sealer.open(CONTEXT, sealed))).toBe('a hash');
  });

  it('is different each time, so equal PINs are not seen to be equal', async () => {
    const [first, second] = await Promise.all([
      sealer.seal(CONTEXT, plain),
      sealer.seal(CONTEXT, plain),
    ]);
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false);
  });

  it.each([
    ['tenant', { ...CONTEXT, tenant: 'other' }],
    ['use', { ...CONTEXT, label: 'message' }],
    ['subject', { ...CONTEXT, binding: ['bob', 'login', '1'] }],
    ['purpose', { ...CONTEXT, binding: ['ann', 'transaction', '1'] }],
    ['version', { ...CONTEXT, binding: ['ann', 'login', '2'] }],
    ['boundary between its parts', { ...CONTEXT, binding: ['annlogin', '', '1'] }],
  ])('does not open under another %s', async (_name, elsewhere) => {
    const sealed = await sealer.seal(CONTEXT, plain);
    await expect(sealer.open(elsewhere, sealed)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('does not open with any bit changed, or cut anywhere', async () => {
    const sealed = await sealer.seal(CONTEXT, plain);
    for (let index = 0; index < sealed.length; index += 1) {
      const bent = Uint8Array.from(sealed);
      bent[index] = (bent[index] ?? 0) ^ 1;
      await expect(sealer.open(CONTEXT, bent)).rejects.toMatchObject({ code: 'integrity' });
      const cut = sealed.slice(0, index);
      await expect(sealer.open(CONTEXT, cut)).rejects.toMatchObject({ code: 'integrity' });
    }
  });

  it('opens after the active key changed, as long as its own key is there', async () => {
    const sealed = await sealer.seal(CONTEXT, plain);
    const rotated = ring('k2', root('k1', 1), root('k2', 2));
    expect(Buffer.from(await rotated.open(CONTEXT, sealed)).toString()).toBe('a hash');
    const retired = ring('k2', root('k2', 2));
    await expect(retired.open(CONTEXT, sealed)).rejects.toMatchObject({ code: 'integrity' });
  });
});

describe('a keyed digest', () => {
  it('depends on tenant, use, binding and text', async () => {
    const contexts = [
      CONTEXT,
      { ...CONTEXT, tenant: 'other' },
      { ...CONTEXT, label: 'grant' },
      { ...CONTEXT, binding: ['ann'] },
    ];
    const digests = await Promise.all(contexts.map((each) => sealer.digest(each, 'text')));
    digests.push(await sealer.digest(CONTEXT, 'texts'));
    expect(new Set(digests).size).toBe(5);
    expect(await sealer.digest(CONTEXT, 'text')).toBe(digests[0]);
  });
});
