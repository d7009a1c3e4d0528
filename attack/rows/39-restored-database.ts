import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BUDGET,
  enrol,
  evaluatedGuesses,
  lockOut,
  OTHER_PIN,
  outcomeOf,
  PIN,
  verify,
  WRONG_PIN,
} from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { takeCopy } from '../target/old-copy.ts';
import type { Target } from '../target/target.ts';

/** Somebody whose guesses were used up since the copy, and somebody whose PIN was changed since. */
interface Since {
  readonly dataDir: string;
  readonly locked: string;
  readonly changed: string;
}

export const restoredDatabase: Row = {
  number: 39,
  title: 'restored database',
  wants: 'fresh guesses, or a PIN that was changed, by an old copy of the whole database',
  holds:
    'a number apart from the database says how new it was; what is restored gives no guess and no PIN',
  weakening: {
    what: 'starts on a database that is older than what was kept apart from it',
    edits: [
      {
        file: 'core/model/epoch.ts',
        find: "  return isBehind(stored, kept) ? 'old_copy' : 'current';",
        put: "  return 'current';",
      },
    ],
    shows: /^an old copy that was put back gave 5 guesses more$/,
  },

  async run(arena) {
    const first = await arena.start({ mode: 'serve' });
    const { dataDir } = first;
    const since = { dataDir, locked: await enrol(first), changed: await enrol(first) };
    const backup = join(dataDir, 'monday.backup');
    if (arena.engine === 'sqlite') await mustEndWell(arena, dataDir, 'backup', '--to', backup);
    await first.stop();
    const copy = await takeCopy(arena, dataDir);
    const second = await arena.start({ mode: 'serve', dataDir });
    await goOn(second, since);
    await second.stop();
    const newest = await takeCopy(arena, dataDir);

    await copy.putBack(dataDir);
    await aroundTheEpochFile(arena, since);
    await mustEndWell(arena, dataDir, 'restore', '--adopt');
    await mustGiveNothing(arena, since, 'an old copy that was adopted');
    if (arena.engine === 'postgres') return;

    await newest.putBack(dataDir);
    await mustEndWell(arena, dataDir, 'restore', '--adopt', '--newest');
    await mustEndWell(arena, dataDir, 'restore', backup);
    await mustGiveNothing(arena, since, 'a backup that was restored beside the newest database');
    for (const part of ['', '-wal', '-shm']) {
      rmSync(join(dataDir, `pintumbler.db${part}`), { force: true });
    }
    await mustEndWell(arena, dataDir, 'restore', backup);
    await mustGiveNothing(arena, since, 'a backup that was restored where nothing else is left');
  },
};

/** What the attacker wants to have never happened. */
async function goOn(target: Target, { locked, changed }: Since): Promise<void> {
  await lockOut(target, locked);
  const change = { currentPin: PIN, newPin: OTHER_PIN };
  const answer = await target.call('POST', `/v1/subjects/${changed}/pin/change`, change);
  mustBeSo(outcomeOf(answer) === 'changed', `no change: ${answer.text}`);
}

/** The file that says how new the database was is there, says something else, or is gone. */
async function aroundTheEpochFile(arena: Arena, since: Since): Promise<void> {
  const file = join(since.dataDir, 'keyring.json.epoch');
  const [kept, text] = [`${file}.kept`, readFileSync(file, 'utf8')];
  await mustNotServe(arena, since, 'an old copy that was put back');
  const { number, ...rest } = JSON.parse(text) as { readonly number: number };
  mustBeSo(number > 1, `the epoch file says ${text}`);
  writeFileSync(file, JSON.stringify({ ...rest, number: 1 }), { mode: 0o600 });
  await mustNotServe(arena, since, 'an old copy beside an epoch file that was set back');
  // A node of several begins without one, and takes the database as it is: the guide says so.
  if (arena.engine === 'sqlite') {
    renameSync(file, kept);
    await mustNotServe(arena, since, 'an old copy without its epoch file');
  }
  writeFileSync(file, text, { mode: 0o600 });
}

/** Where a server starts all the same, what it gives away is the attack. */
async function mustNotServe(arena: Arena, since: Since, what: string): Promise<void> {
  const target = await arena.start({ mode: 'serve', dataDir: since.dataDir }).then(
    (started) => started,
    () => undefined,
  );
  if (target === undefined) return;
  await guess(target, since, what);
  await target.stop();
  mustHold(false, `a server served on ${what}`);
}

async function mustGiveNothing(arena: Arena, since: Since, what: string): Promise<void> {
  const target = await arena.start({ mode: 'serve', dataDir: since.dataDir });
  const resumed = await target.admin('PATCH', `/tenants/${target.demo.tenant}`, {
    suspended: false,
  });
  mustBeSo(resumed.status === 200, `the tenant was not let in again: ${resumed.text}`);
  await guess(target, since, what);
  await target.stop();
}

async function guess(target: Target, { locked, changed }: Since, what: string): Promise<void> {
  const before = await evaluatedGuesses(target, locked);
  for (let nth = 0; nth < BUDGET; nth += 1) await verify(target, locked, WRONG_PIN);
  const more = (await evaluatedGuesses(target, locked)) - before;
  mustHold(more === 0, `${what} gave ${more} guesses more`);
  const right = outcomeOf(await verify(target, locked, PIN));
  mustHold(right !== 'verified', `${what} opened a lock`);
  const old = outcomeOf(await verify(target, changed, PIN));
  mustHold(old !== 'verified', `${what} brought a PIN back that was changed`);
}

async function mustEndWell(arena: Arena, dataDir: string, ...args: readonly string[]) {
  const { code, err } = await arena.run(dataDir, ...args);
  mustBeSo(code === 0, `pintumbler ${args.join(' ')} ended with ${code}: ${err}`);
}
