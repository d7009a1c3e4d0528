import type { Adopted } from '../../compose/adopt.ts';
import type { Restored } from '../../compose/restore.ts';

type InDoubt = NonNullable<Restored['inDoubt']>;

/** What was done, and what is left to do for people. */
export function showRestored(file: string, done: Restored): string {
  const { backup, unknownBecause, inDoubt, mended, aside, dryRun } = done;
  const from = `${file}: the database as of ${backup.at}, whole, and of this keyring.`;
  if (dryRun) return [from, ...foretell(unknownBecause)].join('\n');
  const kept = aside === null ? [] : [`The database from before is ${aside}.`];
  if (mended !== null) {
    const { merged, repaired, inDoubt: doubted, gone, damaged } = mended;
    return [
      from,
      'The database there is the newest, and stays: nothing that was changed since comes back.',
      `${merged} credentials have the stricter counters of both, ${repaired} were repaired, ` +
        `${doubted} wait to be confirmed; ${gone} are of people who are gone, ${damaged} were damaged.`,
      ...kept,
    ].join('\n');
  }
  const doubts = inDoubt === null ? [] : showDoubts(inDoubt);
  return [from, `It is in force, for ${unknownBecause}.`, ...doubts, ...kept].join('\n');
}

export function showAdopted({ inDoubt }: Adopted): string {
  if (inDoubt === null) return 'The database counts as the newest, on your word.';
  return ['The database counts as an older state.', ...showDoubts(inDoubt)].join('\n');
}

function foretell(unknownBecause: string | null): readonly string[] {
  if (unknownBecause === null) {
    return [
      'The database there is the newest, and would stay; what is broken in it would be repaired.',
    ];
  }
  return [
    `It would be put in force, for ${unknownBecause}.`,
    'Every PIN would have to be confirmed, and every tenant be let in again.',
  ];
}

function showDoubts(inDoubt: InDoubt): readonly string[] {
  const { unconfirmed, damaged, suspendedTenants, deletedTenants, disabledAccounts } = inDoubt;
  return [
    `${unconfirmed} PINs, passwords and answers wait to be confirmed; ${damaged} rows were damaged.`,
    ...(deletedTenants.length > 0
      ? [`Deleted since, and again now: ${listed(deletedTenants)}.`]
      : []),
    `Suspended until their keys were looked through: ${listed(suspendedTenants)}.`,
    `Disabled: the operators ${listed(disabledAccounts)}.`,
    `Nobody knows which of ${inDoubt.callerKeys} caller keys and ${inDoubt.clientKeys} keys of ` +
      'clients were revoked since: look through them, docs/guides/backup.md says how.',
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
