import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyringContent } from '../keyring.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { packKeyring, unpackKeyring } from './compact-keyring.ts';
import { recoverKeyring, splitKeyring } from './keyring-shares.ts';
import { readShares, type Share, writeShare } from './share-text.ts';

const content: KeyringContent = {
  active: 'k2',
  roots: ['k2', 'k3', 'k4'].map((id) => ({ id, secret: randomBytes(32) })),
  ...{ standby: ['k4'], retired: ['k1'], digestSecret: randomBytes(32) },
};

let shares: readonly Share[];
beforeAll(async () => {
  shares = await splitKeyring(content, { threshold: 3, total: 5 });
});

const pick = (...indices: readonly number[]) => {
  return shares.filter(({ index }) => indices.includes(index));
};
const typed = (share: Share) => writeShare(share, ['a note']);

describe('shares of a keyring', () => {
  it('any three of five bring it back, and more do as well', async () => {
    for (let a = 1; a <= 5; a += 1) {
      for (let b = a + 1; b <= 5; b += 1) {
        for (let c = b + 1; c <= 5; c += 1) {
          const text = pick(a, b, c).toReversed().map(typed).join('\n');
          expect(await recoverKeyring(readShares(text))).toEqual(content);
        }
      }
    }
    expect(await recoverKeyring(shares)).toEqual(content);
  });

  it('two are refused, and put together all the same they say nothing', async () => {
    await expect(recoverKeyring(pick(1, 4))).rejects.toThrow(/These are 2 shares.*takes 3/);
    await expect(recoverKeyring(pick(1))).rejects.toThrow(/one share.*takes 3/);
    // As if the threshold in them were a lie.
    const lying = pick(1, 4).map((share) => ({ ...share, threshold: 2 }));
    await expect(recoverKeyring(lying)).rejects.toThrow(/do not fit together/);
    for (const { bytes } of shares) {
      for (const { secret } of content.roots)
        expect(Buffer.from(bytes).includes(Buffer.from(secret))).toBe(false);
    }
  });

  it('of one split bring back nothing with those of another', async () => {
    const others = await splitKeyring(content, { threshold: 3, total: 5 });
    const mixed = [...pick(1, 2), ...others.slice(2, 3)];
    await expect(recoverKeyring(mixed)).rejects.toThrow(/not of one set: share 1 of set .*share 3/);
    const forged = mixed.map((share) => ({ ...share, set: shares[0]?.set ?? '' }));
    await expect(recoverKeyring(forged)).rejects.toThrow(/do not fit together/);
  });

  it('are refused twice, and when one was altered with its checksum', async () => {
    await expect(recoverKeyring([...pick(1, 2), ...pick(2)])).rejects.toThrow(/Share 2 .* 2 times/);
    const [first, ...rest] = pick(1, 2, 3);
    const bytes = Uint8Array.from(first?.bytes ?? []);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const altered = [{ ...(first as Share), bytes }, ...rest];
    const text = altered.map(typed).join('');
    await expect(recoverKeyring(readShares(text))).rejects.toThrow(/do not fit together/);
  });
});

describe('the text of a share', () => {
  it('is read whatever its case, groups, notes and look-alikes', () => {
    const [share] = shares;
    const text = typed(share as Share);
    expect(readShares(text)).toEqual([share]);
    const sloppy = text
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1\n', 'l\n');
    expect(readShares(`# other\n${sloppy}`.replaceAll('pts1:', 'PTS1:'))).toEqual([share]);
  });

  it('with any one character wrong or missing is refused, and the refusal quotes none of it', () => {
    const code = typed(shares[0] as Share).split('PTS1:\n')[1] ?? '';
    for (let at = 0; at < code.length; at += 1) {
      if (!/[0-9A-Z]/.test(code[at] ?? '')) continue;
      const other = code[at] === 'Z' ? 'Y' : 'Z';
      for (const put of [other, '']) {
        const damaged = `PTS1:${code.slice(0, at)}${put}${code.slice(at + 1)}`;
        expect(() => readShares(damaged)).toThrow(
          /^The share is damaged: its checksum does not fit/,
        );
      }
    }
  });

  it.each(['', 'PTS1', '# only a note', 'x PTS1:00'])('is no share: %j', (text) => {
    expect(() => readShares(text)).toThrow(/No share begins there/);
  });

  it('holds any bytes in letters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
      }),
    );
    expect(decodeBase32('U')).toBeNull();
    expect(decodeBase32('0')).toBeNull();
  });

  it('is packed with nothing left over and nothing lost', () => {
    const packed = packKeyring(content);
    expect(unpackKeyring(packed)).toEqual(content);
    for (let at = 0; at < packed.length; at += 1) {
      const altered = Uint8Array.from(packed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => unpackKeyring(altered)).toThrow(/no keyring/);
    }
    expect(() => unpackKeyring(new Uint8Array())).toThrow(/no keyring/);
  });
});
