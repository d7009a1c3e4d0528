import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyringText, writeKeyringText } from '../keyring-text.ts';
import { makeKeyring, openExistingKeyring, openKeyring } from '../open-keyring.ts';
import { createEnvironmentSource } from './environment-source.ts';
import { createFileSource } from './file-source.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintumbler-keyring-'));
  path = join(folder, 'keyring.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const secret = (fill: number) => Buffer.alloc(32, fill);

describe('the text of a keyring', () => {
  it('stays in the first format as long as that can say it', () => {
    const text = writeKeyringText(makeKeyring());
    expect(JSON.parse(text)).toMatchObject({ format: 1, active: 'k1' });
  });

  it('keeps roots made in advance, and the ids of retired ones without their secrets', () => {
    const roots = [
      { id: 'k2', secret: secret(2) },
      { id: 'k3', secret: secret(3) },
    ];
    const content = {
      active: 'k2',
      roots,
      standby: ['k3'],
      retired: ['k1'],
      digestSecret: secret(9),
    };
    const text = writeKeyringText(content);
    expect(JSON.parse(text)).toMatchObject({ format: 2 });
    expect(readKeyringText(text)).toEqual(content);
  });

  const whole = { format: 1, active: 'k1', digest: secret(9).toString('base64') };
  const key = { id: 'k1', secret: secret(1).toString('base64') };
  it.each([
    ['no JSON', 'hunter2'],
    ['another format', JSON.stringify({ ...whole, format: 3, keys: [key] })],
    ['no keys', JSON.stringify(whole)],
    ['one id twice', JSON.stringify({ ...whole, keys: [key, key] })],
    ['a short key', JSON.stringify({ ...whole, keys: [{ ...key, secret: 'aHVudGVyMg==' }] })],
    ['no active key', JSON.stringify({ ...whole, active: 'k2', keys: [key] })],
    ['a retired active key', JSON.stringify({ ...whole, keys: [{ id: 'k1', retired: true }] })],
  ])('is refused with %s, and the refusal quotes none of it', (_what, text) => {
    expect(() => readKeyringText(text)).toThrow();
    try {
      readKeyringText(text);
    } catch (error) {
      expect(String(error)).not.toMatch(/hunter2|aHVudGVyMg/);
    }
  });
});

describe('a keyring in a file', () => {
  it('is made once, for its owner alone, and nothing else is left beside it', async () => {
    const source = createFileSource(path);
    expect(await source.read()).toBeNull();
    const usual = process.umask(0);
    try {
      await source.create(makeKeyring());
    } finally {
      process.umask(usual);
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const before = readFileSync(path, 'utf8');
    await expect(source.create(makeKeyring())).rejects.toThrow(/already/);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['keyring.json']);
  });

  it('of many that make one at once, one counts', async () => {
    const made = Array.from({ length: 20 }, () => openKeyring(createFileSource(path), false));
    const settled = await Promise.allSettled(made);
    const opened = settled.filter(({ status }) => status === 'fulfilled');
    expect(opened).toHaveLength(1);
    expect(await openExistingKeyring(createFileSource(path))).not.toBeNull();
  });

  it('is replaced whole, and stays for its owner alone', async () => {
    const source = createFileSource(path);
    const made = makeKeyring();
    await source.create(made);
    const roots = [...made.roots, { id: 'k2', secret: secret(2) }];
    await source.write({ ...made, roots, standby: ['k2'] });
    expect(await source.read()).toMatchObject({ roots, standby: ['k2'] });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['keyring.json']);
  });

  it('is refused when others can read it or put another one in its place', async () => {
    const source = createFileSource(path);
    await source.create(makeKeyring());
    for (const mode of [0o640, 0o604, 0o660, 0o601]) {
      chmodSync(path, mode);
      await expect(source.read()).rejects.toThrow(/can be read by others.*chmod 600/);
    }
    chmodSync(path, 0o400);
    expect(await source.read()).not.toBeNull();
    for (const mode of [0o720, 0o702, 0o777]) {
      chmodSync(folder, mode);
      await expect(source.read()).rejects.toThrow(/another keyring into .*chmod go-w/);
    }
    chmodSync(folder, 0o1777);
    expect(await source.read()).not.toBeNull();
  });

  it('that is damaged is told as that, without its content', async () => {
    writeFileSync(path, '{"hunter2', { mode: 0o600 });
    await expect(createFileSource(path).read()).rejects.toThrow(/^[^{]*is damaged[^{]*$/);
  });
});

describe('a keyring in a setting', () => {
  it('opens, is never written to, and a damaged one is told without its content', async () => {
    const text = writeKeyringText(makeKeyring());
    const source = createEnvironmentSource(text);
    expect(await source.read()).toEqual(readKeyringText(text));
    await expect(source.write(makeKeyring())).rejects.toThrow(/cannot write/);
    await expect(source.create(makeKeyring())).rejects.toThrow(/cannot write/);
    await expect(createEnvironmentSource('hunter2').read()).rejects.toThrow(
      /^(?!.*hunter2).*is damaged/,
    );
    expect(existsSync(path)).toBe(false);
  });
});
