import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onText } from '../core/model/pin-patterns/on-text.ts';
import { loadBlocklist } from './load-blocklist.ts';

const numbers = (count: number, length: number) =>
  Array.from({ length: count }, (_, n) => String(n).padStart(length, '0'));

const FOUR = ['pin,share', ...numbers(1_000, 4).map((pin) => `${pin},0.001`)];
const SIX = ['pin,rank', ...numbers(2_000, 6).map((pin, i) => `${pin},${i + 1}`)];

describe('loadBlocklist', () => {
  let folder = '';
  const write = (name: string, lines: readonly string[], end = '\n') =>
    writeFileSync(join(folder, name), lines.join(end) + end);
  const load = () => loadBlocklist(pathToFileURL(`${folder}/`));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pintumbler-blocklist-'));
    write('common-pins-4.csv', FOUR);
    write('common-pins-6.csv', SIX);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the files shipped with the package', () => {
    const isCommon = onText(loadBlocklist().isCommon);
    expect(isCommon('1234')).toBe(true);
    expect(isCommon('123456')).toBe(true);
  });

  it('reads another folder, also with Windows line ends', () => {
    write('common-pins-4.csv', FOUR, '\r\n');
    const isCommon = onText(load().isCommon);
    expect(isCommon('0999')).toBe(true);
    expect(isCommon('1234')).toBe(false);
  });

  it('says which file is missing and what to do', () => {
    rmSync(join(folder, 'common-pins-6.csv'));
    expect(load).toThrow(/Cannot read .*common-pins-6\.csv.*reinstall the package/);
  });

  it.each([
    ['no header', FOUR.slice(1), 'line 1 must be "pin,share"'],
    ['a PIN that lost its zeros', FOUR.with(5, '4,0.001'), 'line 6 is not "pin,share"'],
    ['a row without a share', FOUR.with(5, '0004'), 'line 6 is not "pin,share"'],
    ['a blank line', FOUR.with(5, ''), 'line 6 is not "pin,share"'],
    ['a PIN listed twice', FOUR.with(5, '0000,0.001'), 'a PIN is listed twice'],
    ['too few PINs', FOUR.slice(0, -1), 'it needs 1000 PINs or more'],
    ['nothing', [], 'line 1 must be "pin,share"'],
  ])('refuses a file with %s', (_, lines, problem) => {
    write('common-pins-4.csv', lines);
    expect(load).toThrow(problem);
  });
});
