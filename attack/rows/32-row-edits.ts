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
import type { Row as DatabaseRow, Value } from '../target/database.ts';
import type { Target } from '../target/target.ts';

export const rowEdits: Row = {
  number: 32,
  title: 'row edits',
  wants: 'fresh guesses, or a PIN they know in force for somebody else, by writing rows',
  holds: 'a row is authenticated whole, and the trail knows which state of it came last',
  weakening: {
    what: 'takes rows of credentials as they are',
    edits: [
      {
        file: 'storage/rows/credential-rows.ts',
        find: 'const reason = row === undefined ? missing(reading) : this.#wrongIn(row, reading);',
        put: 'const reason = null;',
      },
    ],
    shows: /^a lock that was cleared in its row gave \d+ guesses more$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    await clearedLock(target);
    await loweredCounter(target);
    await swappedRows(target);
    await missingRow(target);
    await olderRows(arena, target);
  },
};

async function clearedLock(target: Target): Promise<void> {
  const victim = await enrol(target);
  await lockOut(target, victim);
  await edit(target, victim, { spent: 0, failures: 0, locked_until: null, step: 0 });
  await mustGiveNothing(target, victim, 'a lock that was cleared in its row');
}

async function loweredCounter(target: Target): Promise<void> {
  const changes: readonly Readonly<Record<string, Value>>[] = [
    ...[{ spent: 0 }, { failures: 0 }, { forgiven: 99 }, { window_from: 99 }, { tickets: 0 }],
    ...[{ must_change: 1 }, { mac: null }, { mac: '' }],
  ];
  for (const change of changes) {
    const victim = await enrol(target);
    for (let guess = 1; guess < BUDGET; guess += 1) await verify(target, victim, WRONG_PIN);
    await edit(target, victim, change);
    const what = `a row with another ${Object.keys(change).join(', ')}`;
    await mustGiveNothing(target, victim, what);
  }
}

async function swappedRows(target: Target): Promise<void> {
  const [mine, victim] = [await enrol(target, { pin: OTHER_PIN }), await enrol(target)];
  const [stored, kept] = [await rowOf(target, mine), await rowOf(target, victim)];
  const { tenant: _t, subject: _s, purpose: _p, ...columns } = stored;
  const verifier = { verifier: stored['verifier'] ?? null };
  for (const [what, change] of Object.entries({ 'a whole row': columns, 'a verifier': verifier })) {
    await edit(target, victim, change);
    for (const pin of [PIN, OTHER_PIN]) {
      const said = outcomeOf(await verify(target, victim, pin));
      mustHold(said !== 'verified', `${what} of another person was taken for theirs`);
    }
    await edit(target, victim, kept);
  }
  const right = outcomeOf(await verify(target, victim, PIN));
  mustBeSo(right === 'verified', `with the row put back as it was a PIN was ${right}`);
}

async function missingRow(target: Target): Promise<void> {
  const victim = await enrol(target);
  await lockOut(target, victim);
  const { sql, demo } = target;
  await sql('DELETE FROM credentials WHERE tenant = ? AND subject = ?', demo.tenant, victim);
  const set = await target.call('PUT', `/v1/subjects/${victim}/pin`, { pin: OTHER_PIN });
  mustHold(outcomeOf(set) !== 'set', 'where a row is gone anybody may set a PIN');
}

/** An earlier state of the same row is as authentic as the newest one. */
async function olderRows(arena: Arena, first: Target): Promise<void> {
  const [now, later] = [await enrol(first), await enrol(first)];
  const [before, beforeLater] = [await rowOf(first, now), await rowOf(first, later)];
  await lockOut(first, now);
  await lockOut(first, later);
  await edit(first, now, before);
  await mustGiveNothing(first, now, 'an earlier row that was put back');
  await first.stop();
  await edit(first, later, beforeLater);
  const second = await arena.start({ mode: 'serve', dataDir: first.dataDir });
  await mustGiveNothing(second, later, 'an earlier row that was put back before a start');
}

async function mustGiveNothing(target: Target, victim: string, what: string): Promise<void> {
  const before = await evaluatedGuesses(target, victim);
  for (let guess = 0; guess < BUDGET; guess += 1) await verify(target, victim, WRONG_PIN);
  const more = (await evaluatedGuesses(target, victim)) - before;
  mustHold(more === 0, `${what} gave ${more} guesses more`);
  const right = outcomeOf(await verify(target, victim, PIN));
  mustHold(right !== 'verified', `${what} let the PIN in`);
}

async function rowOf({ sql, demo }: Target, subject: string): Promise<DatabaseRow> {
  const where = 'tenant = ? AND subject = ?';
  const rows = await sql(`SELECT * FROM credentials WHERE ${where}`, demo.tenant, subject);
  mustBeSo(rows[0] !== undefined, `${subject} has no row`);
  return rows[0];
}

async function edit(
  { sql, demo }: Target,
  subject: string,
  change: Readonly<Record<string, Value>>,
): Promise<void> {
  const columns = Object.keys(change).map((name) => `${name} = ?`);
  const text = `UPDATE credentials SET ${columns.join(', ')} WHERE tenant = ? AND subject = ?`;
  await sql(text, ...Object.values(change), demo.tenant, subject);
}
