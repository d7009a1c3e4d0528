import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import {
  chooseKeyringSource,
  waitingAtStart,
} from '../../src/crypto/keyring-sources/choose-source.ts';
import { makeKeyring } from '../../src/crypto/open-keyring.ts';
import { diagnose, startNode } from '../doctor/run-doctor.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer } from '../support/test-server.ts';
import { startTransitService, type TransitService } from '../support/transit-service.ts';

let service: TransitService;
let dir: TempDir;

beforeEach(async () => {
  service = await startTransitService();
  dir = makeTempDir();
});
afterEach(async () => {
  await service.close();
  await dir.remove();
});

const settings = (keyring = service.address(), token = service.token) => ({
  'data-dir': dir.path,
  ...{ keyring, 'keyring-token': token },
});

const source = (keyring?: string) => chooseKeyringSource(loadConfig(settings(keyring), {}));
const wrappedFile = () => join(dir.path, 'keyring-wrapped.json');

describe('a keyring wrapped by a transit service', () => {
  it('is made at the first start, opens at the next, and its file holds nothing of it', async () => {
    const flags = { keyring: service.address(), 'keyring-token': service.token };
    const first = await startTestServer({ dataDir: dir.path, flags });
    const { subject, pin } = first.demo.native;
    await first.close();
    const second = await startTestServer({ dataDir: dir.path, flags });
    const answer = await second.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
    expect(answer.body).toMatchObject({ outcome: 'verified' });
    await second.close();
    expect((await diagnose(settings())).of('keyring').looked).toMatch(/belongs to the data/);
    const content = await source().read();
    const text = readFileSync(wrappedFile(), 'utf8');
    expect(text).toContain('vault:v1:');
    expect(text).not.toContain(Buffer.from(content?.digestSecret ?? []).toString('base64'));
    expect(new Set(service.asked)).toEqual(
      new Set(
        ['encrypt', 'decrypt'].map(
          (verb) => `POST /v1/transit/${verb}/pintumbler ${service.token}`,
        ),
      ),
    );
  });

  it('is waited for by a start, which says what for', async () => {
    await source().create(makeKeyring());
    service.sealFor(2);
    const told: string[] = [];
    const patience = waitingAtStart((text) => told.push(text));
    const waiting = chooseKeyringSource(loadConfig(settings(), {}), patience);
    expect(await waiting.read()).toMatchObject({ active: 'k1' });
    const line =
      /^The key service http.* is not ready \(HTTP 503\)\. Trying again for \d+ seconds\.$/;
    expect(told).toEqual([expect.stringMatching(line), expect.stringMatching(line)]);
  });
});

describe('a start with a transit service is refused, and doctor says the same,', () => {
  beforeEach(() => source().create(makeKeyring()));

  async function expectRefusal(given: Readonly<Record<string, string>>, words: RegExp) {
    await expect(startNode(given)).rejects.toThrow(words);
    const { verdict, todo } = (await diagnose(given)).of('keyring');
    expect([verdict, todo]).toEqual(['problem', expect.stringMatching(words)]);
  }

  it('that does not take the token', async () => {
    const given = settings(service.address(), 'hvs.wrong');
    await expectRefusal(given, /refused to decrypt.*does not take the token.*KEYRING_TOKEN/);
  });

  it('that has no such key, or another one', async () => {
    const gone = service.address().replace(/pintumbler$/, 'gone');
    await expectRefusal(settings(gone), /there is no such key/);
    await expectRefusal(settings(service.address('other')), /did not wrap this keyring/);
  });

  it('that sends it elsewhere, where no token goes', async () => {
    const elsewhere = await startTransitService();
    service.redirectTo(new URL(elsewhere.address()).origin);
    await expect(source().read()).rejects.toThrow(/does not answer/);
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  it('that does not answer, once it was waited for', async () => {
    const told: string[] = [];
    const patience = { forMs: 400, tell: (text: string) => told.push(text) };
    const config = loadConfig(settings('http://127.0.0.1:9/v1/transit/keys/pintumbler'), {});
    const waiting = chooseKeyringSource(config, patience);
    await expect(waiting.read()).rejects.toThrow(/does not answer/);
    expect(told.length).toBeGreaterThan(0);
    expect(
      (await diagnose(settings('http://127.0.0.1:9/v1/transit/keys/a'))).of('keyring').todo,
    ).toMatch(/does not answer/);
  });

  it('whose file was put under another id', async () => {
    const file = JSON.parse(readFileSync(wrappedFile(), 'utf8')) as Record<string, string>;
    writeFileSync(wrappedFile(), JSON.stringify({ ...file, id: '0'.repeat(24) }));
    await expectRefusal(settings(), /did not wrap this keyring/);
  });
});
