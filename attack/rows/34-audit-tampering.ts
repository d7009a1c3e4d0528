import { enrol, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Row as DatabaseRow, RunSql } from '../target/database.ts';
import type { Target } from '../target/target.ts';

export const auditTampering: Row = {
  number: 34,
  title: 'audit tampering',
  wants: 'to write the database so that the trail no longer says what was done',
  holds: 'each entry is sealed to the one before it under a key that is not in the database',
  quick: true,
  weakening: {
    what: 'does not compare the seals of entries',
    edits: [
      {
        file: 'core/model/trail-judge.ts',
        find: 'const isWritten = this.#crypto.mac(this.#tenant, text) === link.mac;',
        put: 'const isWritten = text !== "";',
      },
    ],
    shows: /^the trail is called intact after an entry was altered$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const { sql } = target;
    const person = await enrol(target);
    for (const pin of [WRONG_PIN, WRONG_PIN, PIN, WRONG_PIN, PIN])
      await verify(target, person, pin);
    await mustBeIntact(target);
    const entries = await sql('SELECT * FROM audit WHERE subject = ? ORDER BY seq', person);
    const [first, second] = entries.filter(({ outcome }) => outcome === 'wrong');
    mustBeSo(first !== undefined && second !== undefined, 'there are no entries to alter');
    const [a, b] = [Number(first['seq']), Number(second['seq'])];

    await sql("UPDATE audit SET outcome = 'verified' WHERE seq = ?", a);
    await told(target, 'an entry was altered');
    await sql("UPDATE audit SET outcome = 'wrong' WHERE seq = ?", a);

    await sql('UPDATE audit SET source = ? WHERE seq = ?', '198.51.100.7', b);
    await told(target, 'where a guess came from was altered');
    await sql('UPDATE audit SET source = ? WHERE seq = ?', String(second['source']), b);

    await sql('DELETE FROM audit WHERE seq = ?', a);
    await told(target, 'an entry was taken away');
    await putBack(sql, first);
    await mustBeIntact(target);
    await tradedPlaces(target, first, second);
    await newestGone(target, person);
    await madeUp(target, first);

    await sql('UPDATE audit SET lane = NULL, number = NULL, mac = NULL WHERE seq = ?', a);
    await told(target, 'an entry lost its seal');
  },
};

/** Each entry is one that was written: only where they stand is not. */
async function tradedPlaces(target: Target, one: DatabaseRow, other: DatabaseRow): Promise<void> {
  const { sql } = target;
  const trade = async (first: DatabaseRow, second: DatabaseRow) => {
    await sql('DELETE FROM audit WHERE seq IN (?, ?)', placeOf(first), placeOf(second));
    await putBack(sql, { ...first, seq: placeOf(one) });
    await putBack(sql, { ...second, seq: placeOf(other) });
  };
  await trade(other, one);
  await told(target, 'two entries traded places');
  await trade(one, other);
  await mustBeIntact(target);
}

/** No entry comes after it that could name it. */
async function newestGone(target: Target, person: string): Promise<void> {
  const text = 'SELECT * FROM audit WHERE subject = ? ORDER BY seq DESC LIMIT 1';
  const [newest] = await target.sql(text, person);
  mustBeSo(newest !== undefined, 'there is no newest entry');
  await target.sql('DELETE FROM audit WHERE seq = ?', placeOf(newest));
  await told(target, 'the newest entry was taken away');
  await putBack(target.sql, newest);
  await mustBeIntact(target);
}

/** An entry once more, and as one about somebody else. */
async function madeUp(target: Target, model: DatabaseRow): Promise<void> {
  const [row] = await target.sql('SELECT MAX(seq) AS last FROM audit');
  const seq = Number(row?.['last']) + 1;
  for (const change of [{}, { subject: 'somebody-else' }]) {
    await putBack(target.sql, { ...model, ...change, seq });
    await told(target, `an entry was made up (${JSON.stringify(change)})`);
    await target.sql('DELETE FROM audit WHERE seq = ?', seq);
    await mustBeIntact(target);
  }
}

function placeOf({ seq }: DatabaseRow): number {
  return Number(seq);
}

async function mustBeIntact(target: Target): Promise<void> {
  const outcome = await judge(target);
  mustBeSo(outcome === 'intact', `put back as it was, the trail is called ${outcome}`);
}

async function judge({ admin, demo }: Target): Promise<string> {
  const { body } = await admin('GET', `/tenants/${demo.tenant}/audit/verify`);
  return String(body['outcome']);
}

async function told(target: Target, what: string): Promise<void> {
  const outcome = await judge(target);
  mustHold(outcome !== 'intact', `the trail is called intact after ${what}`);
}

async function putBack(sql: RunSql, row: DatabaseRow): Promise<void> {
  const names = Object.keys(row);
  const places = names.map(() => '?').join(', ');
  await sql(`INSERT INTO audit (${names.join(', ')}) VALUES (${places})`, ...Object.values(row));
}
