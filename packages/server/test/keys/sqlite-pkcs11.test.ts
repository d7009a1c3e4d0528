import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import type { TokenPlace } from '../../src/core/model/keyring-place.ts';
import { chooseKeyringSource } from '../../src/crypto/keyring-sources/choose-source.ts';
import { makeWrappingKey } from '../../src/crypto/keyring-sources/pkcs11/token-wrapper.ts';
import { makeKeyring } from '../../src/crypto/open-keyring.ts';
import { diagnose, startNode } from '../doctor/run-doctor.ts';
import { makeSoftHsm, type SoftHsm } from '../support/softhsm/make-softhsm.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer } from '../support/test-server.ts';

const MAKE_OPEN_KEY = fileURLToPath(
  new URL('../support/softhsm/make-open-key.ts', import.meta.url),
);

let hsm: SoftHsm;
let dir: TempDir;

beforeAll(async () => {
  hsm = await makeSoftHsm();
  for (const key of ['wrap', 'other']) await makeWrappingKey(place(key), hsm.pin);
});
afterAll(() => hsm.remove());
beforeEach(() => {
  dir = makeTempDir();
});
afterEach(() => dir.remove());

const settings = (keyring = hsm.uri('wrap'), pin = hsm.pin) => ({
  'data-dir': dir.path,
  ...{ keyring, 'keyring-pin': pin },
});

const source = (keyring?: string, pin?: string) =>
  chooseKeyringSource(loadConfig(settings(keyring, pin), {}));

function place(key: string): TokenPlace {
  const { keyring } = loadConfig({ keyring: hsm.uri(key), 'keyring-pin': hsm.pin }, {});
  if (keyring.kind !== 'pkcs11') throw new Error('the URI of a token was read as something else');
  return keyring;
}

const wrappedFile = () => join(dir.path, 'keyring-wrapped.json');

function changeFile(change: (file: Record<string, string>) => Record<string, string>): void {
  const file = JSON.parse(readFileSync(wrappedFile(), 'utf8')) as Record<string, string>;
  writeFileSync(wrappedFile(), JSON.stringify(change(file)));
}

describe('a keyring wrapped by a PKCS#11 token', () => {
  it('comes back as it was, also after a change, and its file holds nothing of it', async () => {
    const made = makeKeyring();
    expect(await source().read()).toBeNull();
    await source().create(made);
    const { roots, digestSecret } = made;
    expect(await source().read()).toMatchObject({ active: 'k1', roots, digestSecret });
    const two = [...roots, { id: 'k2', secret: Buffer.alloc(32, 7) }];
    await source().write({ ...made, roots: two, standby: ['k2'] });
    expect(await source().read()).toMatchObject({ active: 'k1', roots: two, standby: ['k2'] });
    const text = readFileSync(wrappedFile(), 'utf8');
    const { wrapped } = JSON.parse(text) as { readonly wrapped: string };
    for (const secret of [digestSecret, ...two.map((root) => root.secret)]) {
      expect(Buffer.from(wrapped, 'base64').includes(Buffer.from(secret))).toBe(false);
      expect(text).not.toContain(Buffer.from(secret).toString('base64'));
    }
  });

  it('is made at the first start, and serves the same PINs at the next', async () => {
    const flags = { keyring: hsm.uri('wrap'), 'keyring-pin': hsm.pin };
    const first = await startTestServer({ dataDir: dir.path, flags });
    const { subject, pin } = first.demo.native;
    await first.close();
    const second = await startTestServer({ dataDir: dir.path, flags });
    const answer = await second.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
    expect(answer.body).toMatchObject({ outcome: 'verified' });
    await second.close();
    expect((await diagnose(settings())).of('keyring').looked).toMatch(
      /"wrap".*belongs to the data/,
    );
    rmSync(wrappedFile());
    await expect(startNode(settings())).rejects.toThrow(/keyring-wrapped.json .*is missing/);
    await expect(source().create(makeKeyring())).resolves.toBeUndefined();
    await expect(startNode(settings())).rejects.toThrow(/does not belong to the data/);
  });

  it('is never written over by another that is made', async () => {
    await source().create(makeKeyring());
    await expect(source().create(makeKeyring())).rejects.toThrow(/already/);
  });
});

describe('a start with a PKCS#11 token is refused, and doctor says the same,', () => {
  beforeEach(() => source().create(makeKeyring()));

  async function expectRefusal(given: Readonly<Record<string, string>>, words: RegExp) {
    await expect(startNode(given)).rejects.toThrow(words);
    const { verdict, todo } = (await diagnose(given)).of('keyring');
    expect([verdict, todo]).toEqual(['problem', expect.stringMatching(words)]);
  }

  it('with a wrong PIN', async () => {
    await expectRefusal(settings(hsm.uri('wrap'), '00000'), /does not take this PIN.*_PIN before/);
  });

  it('without the library, the token or the key', async () => {
    const uri = hsm.uri('wrap');
    await expectRefusal(settings(`${uri}.gone`), /no PKCS#11 library at/);
    await expectRefusal(settings(uri.replace(hsm.library, MAKE_OPEN_KEY)), /cannot be loaded/);
    await expectRefusal(settings(uri.replace('token=', 'token=x')), /No token .*"pintumbler"/);
    await expectRefusal(settings(hsm.uri('gone')), /no AES key "gone".*make-wrapping-key/);
  });

  it('with a key that did not wrap it', async () => {
    await expectRefusal(settings(hsm.uri('other')), /did not wrap this keyring/);
  });

  it('with a key that could leave its token', async () => {
    execFileSync(process.execPath, [MAKE_OPEN_KEY, hsm.library, 'pintumbler', hsm.pin, 'open']);
    await expectRefusal(settings(hsm.uri('open')), /could be read out of the token/);
  });

  it('with a file that was altered, put under another id, or is readable by others', async () => {
    changeFile(({ wrapped = '', ...file }) => {
      const bytes = Buffer.from(wrapped, 'base64');
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return { ...file, wrapped: bytes.toString('base64') };
    });
    await expectRefusal(settings(), /its file was altered/);
    rmSync(wrappedFile());
    await source().create(makeKeyring());
    changeFile((file) => ({ ...file, id: `${'0'.repeat(24)}` }));
    await expectRefusal(settings(), /its file was altered/);
    changeFile((file) => ({ ...file, by: 'transit' }));
    await expectRefusal(settings(), /wrapped by another kind of key/);
    writeFileSync(wrappedFile(), '{');
    await expectRefusal(settings(), /is damaged/);
    chmodSync(wrappedFile(), 0o644);
    await expectRefusal(settings(), /can be read by others/);
  });
});
