import { type Epoch, isBehind, judgeEpoch, type KeptEpoch, UNBORN } from '../core/model/epoch.ts';
import type { EpochFile, StoredEpoch } from '../core/ports/epoch.ts';
import type { Random } from '../core/ports/random.ts';

export interface EpochParts {
  readonly stored: StoredEpoch;
  readonly file: EpochFile;
  readonly random: Pick<Random, 'id'>;
  /** One process owns the data; otherwise nodes come and go, each with a file of its own. */
  readonly exclusive: boolean;
  /** Whether anything was ever stored there. */
  readonly hasData: boolean;
  /** Hears that a node of several begins without a file: it takes the database as it is. */
  readonly onJoined: (epoch: Epoch) => void;
  /** Hears, at every turn, that commits this server has seen are gone from the database. */
  readonly onLost: (kept: KeptEpoch, stored: Epoch) => void;
}

export interface EpochKeeper {
  /**
   * Raises the number in the database and then in the file. The order matters: a crash in between
   * leaves the file behind, and a file that is ahead would refuse the newest database there is.
   */
  advance(): Promise<void>;
  /** Whether all rows were authenticated when this server last had this database. */
  readonly isSealed: boolean;
  /** From now on a database that denies that its rows are authenticated is not started on. */
  noteSealed(): Promise<void>;
}

/** Throws, saying what to do, when the database is an old copy or nobody can know whether it is. */
export async function openEpoch(parts: EpochParts): Promise<EpochKeeper> {
  const { stored, file, exclusive } = parts;
  const found = await stored.read();
  let kept = file.read();
  switch (judgeEpoch(found, kept)) {
    case 'begins':
      kept = await begin(parts, kept);
      break;
    case 'current':
      break;
    case 'file_missing':
      if (exclusive || found === null) throw new Error(fileMissing(file.path));
      parts.onJoined(found);
      break;
    case 'old_copy':
      // A new database somewhere else is no copy: the node was on another one before.
      if (exclusive || found !== null || parts.hasData) throw new Error(oldCopy(file.path));
      kept = await begin(parts, null);
      break;
    case 'other_lineage':
      throw new Error(otherLineage(file.path));
  }
  const keeper = createKeeper(parts, kept);
  await keeper.advance();
  return keeper;
}

/** The file comes first: a database with a number and no file is one that was moved here. */
async function begin(
  { stored, file, random }: EpochParts,
  kept: KeptEpoch | null,
): Promise<KeptEpoch> {
  const unborn = kept ?? { lineage: random.id(), number: UNBORN, lost: false };
  await file.write(unborn);
  await stored.begin(unborn.lineage);
  return unborn;
}

function createKeeper({ stored, file, onLost }: EpochParts, first: KeptEpoch | null): EpochKeeper {
  let kept = first;
  // All of them once, and then those that were deleted lately, by whatever node.
  let which: 'all' | 'leaving' = 'all';
  const shreddedWith = async (): Promise<Pick<KeptEpoch, 'shredded'>> => {
    const known = new Set([...(kept?.shredded ?? []), ...(await stored.shredded(which))]);
    which = 'leaving';
    return known.size === 0 ? {} : { shredded: [...known] };
  };
  return {
    get isSealed() {
      return kept?.sealed === true;
    },
    async noteSealed() {
      if (kept === null || kept.sealed) return;
      kept = { ...kept, sealed: true };
      await file.write(kept);
    },
    async advance() {
      const { before, after } = await stored.advance();
      const isLost = kept !== null && kept.number !== UNBORN && isBehind(before, kept);
      if (kept !== null && isLost) {
        if (!kept.lost) {
          kept = { ...kept, lost: true };
          await file.write(kept);
        }
        onLost(kept, before);
        return;
      }
      kept = { ...kept, ...after, lost: false, ...(await shreddedWith()) };
      await file.write(kept);
    },
  };
}

function oldCopy(path: string): string {
  return (
    `This database is older than ${path} says: it is a copy, or commits were lost in a failover. ` +
    'Started as it is, it would hand back guesses and bring back PINs that were changed. Put the ' +
    'newest database back, or run pintumbler restore with a backup, or pintumbler restore --adopt ' +
    'to go on with this one: every PIN then has to be confirmed.'
  );
}

function otherLineage(path: string): string {
  return (
    `${path} is about another database. Put the one it belongs to back, or move the file away and ` +
    'run pintumbler restore --adopt to go on with this database: every PIN then has to be confirmed.'
  );
}

function fileMissing(path: string): string {
  return (
    `There is data, but ${path} is missing: nobody can know whether this database is the newest. ` +
    'Put the file back, or name it with PINTUMBLER_EPOCH_FILE. Without it: pintumbler restore ' +
    '--adopt goes on with this database, and every PIN then has to be confirmed; with --newest ' +
    'you answer for it that there is no newer one, and nothing has to be.'
  );
}
