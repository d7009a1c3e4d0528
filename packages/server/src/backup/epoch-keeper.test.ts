import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Epoch, type KeptEpoch, nextEra } from '../core/model/epoch.ts';
import type { EpochFile, StoredEpoch } from '../core/ports/epoch.ts';
import { type EpochParts, openEpoch } from './epoch-keeper.ts';

/** A database and a file as they are on disk: what was written is there after a crash. */
interface Disk {
  database: Epoch | null;
  file: KeptEpoch | null;
}

let disk: Disk;
let lost: number[];
let folder: string;
beforeEach(() => {
  disk = { database: null, file: null };
  lost = [];
  folder = mkdtempSync(join(tmpdir(), 'pintumbler-epoch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `crashAt`: the write, counted from 1, before which everything ends. */
function parts(exclusive = true, crashAt = 0, hasData = true): EpochParts {
  let writes = 0;
  const write = (change: () => void) => {
    writes += 1;
    if (writes === crashAt) throw new Error('crash');
    change();
  };
  const stored: StoredEpoch = {
    read: async () => disk.database,
    async begin(lineage) {
      write(() => {
        disk.database ??= { lineage, number: 1 };
      });
    },
    async advance() {
      const before = disk.database;
      if (before === null) throw new Error('no epoch');
      const after = { ...before, number: before.number + 1 };
      write(() => {
        disk.database = after;
      });
      return { before, after };
    },
    shredded: async () => [],
    async replace(epoch) {
      write(() => {
        disk.database = epoch;
      });
    },
  };
  const file: EpochFile = {
    path: join(folder, 'epoch'),
    read: () => disk.file,
    write: async (kept) =>
      write(() => {
        disk.file = kept;
      }),
  };
  const random = { id: () => `lineage-${writes}` };
  const onLost: EpochParts['onLost'] = (_kept, found) => lost.push(found.number);
  return { stored, file, random, exclusive, hasData, onJoined: () => undefined, onLost };
}

describe('a server with a database of its own', () => {
  it('refuses a copy of it from any earlier turn', async () => {
    const keeper = await openEpoch(parts());
    const copies = [disk.database];
    for (let turn = 0; turn < 3; turn += 1) {
      await keeper.advance();
      copies.push(disk.database);
    }
    const newest = copies.pop() ?? null;
    for (const copy of copies) {
      disk.database = copy;
      await expect(openEpoch(parts())).rejects.toThrow(/is older than/);
    }
    disk.database = newest;
    await openEpoch(parts());
  });

  it.each([1, 2, 3, 4, 5])('starts again after a crash before write %i', async (crashAt) => {
    await openEpoch(parts(true, crashAt)).catch(() => undefined);
    await openEpoch(parts());
    await openEpoch(parts(true, crashAt)).catch(() => undefined);
    await openEpoch(parts());
  });

  it('refuses data whose file is gone, and another database than the file is about', async () => {
    await openEpoch(parts());
    disk.database = disk.database && { ...disk.database, lineage: 'other' };
    await expect(openEpoch(parts())).rejects.toThrow(/about another database/);
    disk.file = null;
    await expect(openEpoch(parts())).rejects.toThrow(/is missing/);
  });

  it('refuses an empty database where there was one', async () => {
    await openEpoch(parts());
    disk.database = null;
    await expect(openEpoch(parts())).rejects.toThrow(/is older than/);
  });
});

describe('servers that share a database', () => {
  it('do not mind that others raise the number, and join without a file', async () => {
    const first = await openEpoch(parts(false));
    const of = disk.file;
    disk.file = null;
    const second = await openEpoch(parts(false));
    await second.advance();
    disk.file = of;
    await first.advance();
    await openEpoch(parts(false));
    expect(lost).toEqual([]);
  });

  it('may be moved to a database that is new, and to no other', async () => {
    await openEpoch(parts(false));
    disk.database = null;
    await expect(openEpoch(parts(false))).rejects.toThrow(/is older than/);
    await openEpoch(parts(false, 0, false));
    expect(disk.database).toMatchObject({ number: 2 });
  });

  it('tell of a failover that lost commits, until somebody answers for it', async () => {
    const keeper = await openEpoch(parts(false));
    const behind = disk.database as Epoch;
    for (let turn = 0; turn < 3; turn += 1) await keeper.advance();
    disk.database = behind;
    for (let turn = 0; turn < 5; turn += 1) await keeper.advance();
    // Turns of all nodes have brought the number past what was seen: still not forgotten.
    expect(lost).toHaveLength(5);
    await expect(openEpoch(parts(false))).rejects.toThrow(/commits were lost in a failover/);
    disk.database = { ...behind, number: nextEra(disk.database) };
    await keeper.advance();
    expect(lost).toHaveLength(5);
    await openEpoch(parts(false));
  });
});
