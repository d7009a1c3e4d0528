import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault.ts';
import type { CredentialKey } from '../../src/core/model/credential.ts';
import { Pin } from '../../src/core/model/pin.ts';
import type { Row, SqlValue } from '../../src/storage/engine/engine.ts';
import { movedTable } from '../../src/storage/moving/moved-tables.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

/*
 * Whoever can write the database, but has no keyring, edits one column of one credential. Its owner
 * then comes with the right PIN. Whatever was edited, the answer is the fault `integrity`: no success,
 * no fresh tries, and nothing charged.
 */

const EDITS = 1_000;
const PIN = '8305';
const WRONG = '9514';
const LOCKED = 'locked';
const PEOPLE = ['fresh', 'used', 'changed', LOCKED, 'held'];

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
  const { core, call } = test;
  for (const id of PEOPLE) {
    await core.createSubject(call, { id });
    await core.setPin(call, { ...about(id), newPin: PIN });
  }
  for (const id of ['used', 'changed', LOCKED]) await verify(id, WRONG);
  await verify('used', PIN);
  await core.changePin(call, { ...about('changed'), currentPin: read(PIN), newPin: '271846' });
  for (let guess = 0; guess < 4; guess += 1) await verify(LOCKED, WRONG);
  await core.hold(call, { ...about('held'), until: null, reason: 'a test' });
});

afterAll(() => test.close());

const about = (id: string) => ({ subject: { id }, purpose: 'login' });
const read = (digits: string) => Pin.parse(digits) as Pin;
const verify = (id: string, pin: string) =>
  test.core.verifyPin(test.call, { ...about(id), pin: read(pin) });

const columns = [...(movedTable('credentials')?.columns ?? [])].filter(
  ([name]) => !['tenant', 'subject'].includes(name),
);

const integer = fc.oneof(fc.nat(9), fc.nat(), fc.integer(), fc.constant(1_767_225_600_000));
const text = fc.oneof(
  fc.constantFrom('[]', '', '[[1,1]]', 'key', 'hash', 'transaction', '[[1,"AA=="]]'),
  fc.string({ maxLength: 30 }).map((each) => each.replaceAll('\u0000', '.')),
);
const bytes = fc.uint8Array({ maxLength: 140 });
const arbitraries = { integer, text, bytes };

const edit = fc.constantFrom(...columns).chain(([column, { kind, nullable }]) =>
  fc.record({
    subject: fc.constantFrom(...PEOPLE),
    column: fc.constant(column),
    value: nullable
      ? fc.oneof(
          { weight: 1, arbitrary: fc.constant(null) },
          { weight: 3, arbitrary: arbitraries[kind] },
        )
      : arbitraries[kind],
  }),
);

it(`${EDITS} edits of one column each are told as damage, and cost nobody anything`, async () => {
  let edits = 0;
  await fc.assert(
    fc.asyncProperty(edit, async ({ subject, column, value }) => {
      const key = { tenant: 'acme', subject, purpose: 'login' };
      const before = await rowOf(key);
      if (isSame(before?.[column] ?? null, value)) return;
      edits += 1;
      await write(`UPDATE credentials SET ${column} = ? WHERE subject = ?`, [value, subject]);
      const edited = await rowsOf(subject);
      const answer = await verify(subject, PIN).catch((error: unknown) => error);
      expect(answer, `${column} of ${subject}`).toMatchObject({ code: 'integrity' });
      expect(answer).toBeInstanceOf(Fault);
      expect(await rowsOf(subject)).toEqual(edited);
      await write(`UPDATE credentials SET ${column} = ? WHERE subject = ?`, [
        before?.[column] ?? null,
        subject,
      ]);
    }),
    { numRuns: EDITS },
  );
  expect(edits).toBeGreaterThan(EDITS / 2);
  // With everything put back, everybody stands where they stood.
  const outcomes = await Promise.all(PEOPLE.map((id) => verify(id, PIN)));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    ...['verified', 'verified', 'wrong', 'locked', 'locked'],
  ]);
}, 120_000);

async function rowOf({ subject, purpose }: CredentialKey): Promise<Row | undefined> {
  return (await rowsOf(subject)).find((row) => row['purpose'] === purpose);
}

function rowsOf(subject: string): Promise<readonly Row[]> {
  const sql = 'SELECT * FROM credentials WHERE subject = ? ORDER BY purpose';
  return test.engine.query({ sql, params: [subject] });
}

function write(sql: string, params: readonly SqlValue[]): Promise<unknown> {
  const writes = [{ sql, params }];
  return test.engine.commit({ reads: [], decide: () => ({ writes, result: null }) });
}

function isSame(one: SqlValue, other: SqlValue): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return one === other;
  return Buffer.compare(one, other) === 0;
}
