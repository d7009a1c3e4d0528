import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishSwitch, switchDatabase, unfinishedFile } from './switch-database.ts';

let dataDir: string;
const at = (name: string) => join(dataDir, name);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pintumbler-switch-'));
  writeFileSync(at('pintumbler.db'), 'old');
  writeFileSync(at('pintumbler.db-wal'), 'log of the old one');
  writeFileSync(unfinishedFile(dataDir), 'new');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('a restored database', () => {
  it('takes the place of the old one, which stays with its log', () => {
    const aside = switchDatabase(dataDir);
    expect(readFileSync(at('pintumbler.db'), 'utf8')).toBe('new');
    expect(existsSync(at('pintumbler.db-wal'))).toBe(false);
    expect(readFileSync(String(aside), 'utf8')).toBe('old');
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('log of the old one');
  });

  it('that is not complete changes nothing', () => {
    expect(finishSwitch(dataDir)).toBeNull();
    expect(readFileSync(at('pintumbler.db'), 'utf8')).toBe('old');
  });

  // What kill -9 leaves after each of the renames.
  it.each([0, 1, 2])('is in force, whole, after a kill at rename %i', (renames) => {
    renameSync(unfinishedFile(dataDir), at('pintumbler.db.restored'));
    const aside = at('pintumbler.db.before-x');
    if (renames > 0) renameSync(at('pintumbler.db-wal'), `${aside}-wal`);
    if (renames > 1) renameSync(at('pintumbler.db'), aside);
    finishSwitch(dataDir);
    expect(readFileSync(at('pintumbler.db'), 'utf8')).toBe('new');
    expect(existsSync(at('pintumbler.db-wal'))).toBe(false);
    expect(existsSync(at('pintumbler.db.restored'))).toBe(false);
  });

  it('is put there where there was none', () => {
    rmSync(at('pintumbler.db'));
    rmSync(at('pintumbler.db-wal'));
    expect(switchDatabase(dataDir)).toBeNull();
    expect(readFileSync(at('pintumbler.db'), 'utf8')).toBe('new');
  });
});
