import { describe, expect, it } from 'vitest';
import { type Credential, NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { questionsKey } from '../../src/core/model/security-questions.ts';
import type { SubjectPage } from '../../src/core/ports/store.ts';
import { addSubject, KEY, NOW, type StoreUnderTest, subject } from './fixture.ts';

/** Beside `ann`, who is as old as `c`; `b1` to `b3` came in one instant. */
const MADE = Object.entries({ a: NOW - 9, b2: NOW - 5, b1: NOW - 5, b3: NOW - 5, c: NOW });
const IN_ORDER = ['a', 'b1', 'b2', 'b3', 'ann', 'c'];

export function describeSubjectList(test: StoreUnderTest): void {
  describe('a list of subjects', () => {
    const make = () =>
      Promise.all(
        MADE.map(([id, createdAt]) => addSubject(test.store, subject('acme', id, createdAt))),
      );
    const list = (page: Partial<SubjectPage> = {}) =>
      test.store.listSubjects('acme', 'login', { order: 'ascending', limit: 100, ...page });
    const ids = async (page: Partial<SubjectPage> = {}) =>
      (await list(page)).map((each) => each.subject.id);

    it('has everybody of its tenant once, and never nobody', async () => {
      await make();
      expect(await ids()).toEqual(IN_ORDER);
      expect(await ids({ order: 'descending' })).toEqual(IN_ORDER.toReversed());
      expect(await test.store.listSubjects('other', 'login', firstPage)).toHaveLength(1);
      expect(await test.store.listSubjects('nowhere', 'login', firstPage)).toEqual([]);
    });

    it('goes on after the last one, also among those made in one instant', async () => {
      await make();
      for (const [order, expected] of [
        ['ascending', IN_ORDER],
        ['descending', IN_ORDER.toReversed()],
      ] as const) {
        const walked: string[] = [];
        let page = await list({ order, limit: 2 });
        while (page.length > 0) {
          walked.push(...page.map((each) => each.subject.id));
          const after = page.at(-1)?.subject;
          page = await list({ order, limit: 2, ...(after && { after }) });
        }
        expect(walked).toEqual(expected);
      }
    });

    it('holds both ends of the time asked for', async () => {
      await make();
      const [from, to] = [NOW - 5, NOW - 5];
      expect(await ids({ from, to })).toEqual(['b1', 'b2', 'b3']);
      expect(await ids({ from, to, order: 'descending' })).toEqual(['b3', 'b2', 'b1']);
      expect(await ids({ from: NOW - 4 })).toEqual(['ann', 'c']);
      expect(await ids({ to: NOW - 6 })).toEqual(['a']);
    });

    it('stays within that time when it goes on', async () => {
      await make();
      const within = { from: NOW - 5, to: NOW - 5 };
      const after = subject('acme', 'b2', NOW - 5);
      expect(await ids({ ...within, after })).toEqual(['b3']);
      expect(await ids({ ...within, after, order: 'descending' })).toEqual(['b1']);
      const before = subject('acme', 'gone', NOW - 10);
      expect(await ids({ ...within, after: before })).toEqual(['b1', 'b2', 'b3']);
      expect(await ids({ ...within, after: before, order: 'descending' })).toEqual([]);
      const beyond = subject('acme', 'c', NOW);
      expect(await ids({ ...within, after: beyond })).toEqual([]);
      expect(await ids({ ...within, after: beyond, order: 'descending' })).toHaveLength(3);
    });

    it('says of each how their PIN and their questions stand', async () => {
      const suspended = { ...subject('acme', 'ann'), suspendedAt: NOW };
      await test.store.applyToSubject('acme', 'ann', () => ({ next: suspended, result: null }));
      const write = (purpose: string, tickets: number) => {
        const verifier = { version: 1, kind: 'key', sealed: Uint8Array.of(tickets) } as const;
        const recent = [{ ticket: tickets, at: NOW }];
        const lockout = { ...NO_CREDENTIAL.lockout, tickets, recent, clearedAt: NOW - 1 };
        const next = { ...NO_CREDENTIAL, verifier, lockout };
        return test.store.applyToCredential({ ...KEY, purpose }, () => ({ next, result: null }));
      };
      await write('login', 3);
      await write('transaction', 4);
      const counts = (each: Credential | undefined) => each?.lockout.tickets;
      const [login] = await list();
      expect(login?.subject).toEqual(suspended);
      expect(login?.pin).toEqual(await test.store.readCredential(KEY));
      expect(login?.pin).toMatchObject({ suspended: true, verifier: { kind: 'key' } });
      expect(login?.questions).toEqual(NO_CREDENTIAL);
      await write(questionsKey({ ...KEY, purpose: 'transaction' }).purpose, 5);
      const [other] = await test.store.listSubjects('acme', 'transaction', firstPage);
      expect([counts(other?.pin), counts(other?.questions)]).toEqual([4, 5]);
    });
  });
}

const firstPage: SubjectPage = { order: 'ascending', limit: 100 };
