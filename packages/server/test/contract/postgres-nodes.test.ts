import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../src/core/model/credential.ts';
import { reduceLockout } from '../../src/core/model/lockout.ts';
import type { OneTimeCode } from '../../src/core/model/one-time-code.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import type { Recovery } from '../../src/core/model/recovery.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { addSubject, addTenant, KEY, NOW, subject, tenant } from './fixture.ts';

const ROUNDS = 25;
const AT_ONCE = 4;

/**
 * Two at a time from each node, and that often: who comes a moment later finds what the first one
 * wrote and shows nothing. In most of these there is no row yet that could be locked.
 */
describe('of two nodes on one PostgreSQL that decide at once', () => {
  let database: TestDatabase;
  let engines: readonly Engine[];
  let nodes: readonly Store[];

  beforeEach(async () => {
    database = await makeDatabase();
    const open = () => openPostgresEngine({ addresses: [database.url], writers: 2 });
    engines = await Promise.all([open(), open()]);
    const stores: Store[] = [];
    for (const engine of engines)
      stores.push(await openStore(engine, { clock: { now: () => NOW }, rows: TEST_ROWS }));
    nodes = stores;
    await addTenant(at(0), tenant('acme'));
    await addSubject(at(0), subject('acme', 'ann'));
    await race((node, round) => node.readReceipt('acme', { scope: '', key: round }, NOW));
  });

  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await database.remove();
  });

  function at(index: number): Store {
    const node = nodes[index % nodes.length];
    if (node === undefined) throw new Error('no node was opened');
    return node;
  }

  /** What came of each round's decisions. */
  async function race<R>(
    decide: (node: Store, round: string, index: number) => Promise<R>,
  ): Promise<readonly (readonly R[])[]> {
    const results: (readonly R[])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const racers = Array.from({ length: AT_ONCE }, (_, index) =>
        decide(at(index), `round-${round}`, index),
      );
      results.push(await Promise.all(racers));
    }
    return results;
  }

  /** How many of each round were told `true`. */
  async function winners(
    decide: (node: Store, round: string, index: number) => Promise<boolean>,
  ): Promise<readonly number[]> {
    return (await race(decide)).map((round) => round.filter(Boolean).length);
  }

  const each = (count: number) => Array.from({ length: ROUNDS }, () => count);

  it('a person deleted and made anew under the other’s hands makes no row look damaged', async () => {
    const bob = { tenant: 'acme', subject: 'bob', purpose: 'login' };
    const entry = { at: NOW, action: 'pin.verify', outcome: 'wrong', ...bob, reason: null };
    const by = { actor: 'k', dialect: 'native', source: '', requestId: 'r' };
    const told: unknown[] = [];
    const tell = (error: unknown) => told.push((error as { code?: unknown }).code);
    let lives = 0;
    const live = async () => {
      for (; lives < 60; lives += 1) {
        await addSubject(at(0), subject('acme', 'bob'));
        await at(0).readCredential(bob).catch(tell);
        await at(0).applyToSubject('acme', 'bob', () => ({ next: null, result: undefined }));
      }
    };
    const use = async (node: Store) => {
      while (lives < 60) {
        const audit = [{ ...entry, ...by }];
        const decide = (current: Credential) => ({ next: current, audit, result: undefined });
        await node.applyToCredential(bob, decide).catch(tell);
        await node.readCredential(bob).catch(tell);
      }
    };
    await Promise.all([live(), use(at(0)), use(at(1))]);
    expect(told).not.toContain('integrity');
  }, 60_000);

  it('every charge is counted', async () => {
    const policy = { ...DEFAULT_POLICY, attemptsMax: 1_000, failuresMax: 100 };
    const charge = (node: Store) =>
      node.applyToCredential(KEY, (current) => {
        const lockout = reduceLockout(current.lockout, { type: 'charged' }, policy, NOW);
        return { next: { ...current, lockout }, result: lockout.tickets };
      });
    const tickets = (await race(charge)).flat();
    expect(tickets.toSorted((a, b) => a - b)).toEqual(tickets.map((_, index) => index + 1));
  });

  it('the first charges of a credential are counted too', async () => {
    const granted = await winners((node, round) =>
      node.applyToCredential({ ...KEY, purpose: round }, (current) => {
        const policy = { ...DEFAULT_POLICY, attemptsMax: 2 };
        const lockout = reduceLockout(current.lockout, { type: 'charged' }, policy, NOW);
        const isGranted = lockout.tickets > current.lockout.tickets;
        return { next: { ...current, lockout }, result: isGranted };
      }),
    );
    expect(granted).toEqual(each(2));
  });

  it('one claims a key of idempotency', async () => {
    const claims = await race((node, key) => {
      const target = { scope: 'pin', key, expiresAt: NOW + 1_000 };
      return node.claimReceipt('acme', target, 'digest', NOW);
    });
    const fresh = claims.map((round) => round.filter(({ claim }) => claim === 'fresh').length);
    expect(fresh).toEqual(each(1));
  });

  it('one raises a replay mark: a message is good for one try', async () => {
    const raised = await winners((node, id) =>
      node.applyToMark({ tenant: 'acme', subject: 'ann', kind: 'iterator', id }, (current) =>
        current < 7n ? { next: 7n, result: true } : { result: false },
      ),
    );
    expect(raised).toEqual(each(1));
  });

  it('as many send as a limit lets through', async () => {
    const sent = await winners((node, id) =>
      node.applyToSendWindow({ tenant: 'acme', kind: 'recipient', id }, (sends) =>
        sends.length < 3
          ? { next: { sends: [...sends, NOW], expiresAt: NOW + 1_000 }, result: true }
          : { result: false },
      ),
    );
    expect(sent).toEqual(each(3));
  });

  it('one code stays open for a person, however many are sent', async () => {
    const codes = await race(async (node, use, index) => {
      const id = `${use}-${index}`;
      await sendCode(node, id, use);
      return id;
    });
    const states = await Promise.all(
      codes.map((ids) => Promise.all(ids.map((id) => at(0).readCode('acme', id)))),
    );
    const open = states.map((round) => round.filter((code) => code?.state === 'open').length);
    expect(open).toEqual(each(1));
  });

  it('one recovery stays alive for a PIN, however many are started', async () => {
    const recoveries = await race(async (node, purpose, index) => {
      const id = `${purpose}-${index}`;
      await startRecovery(node, id, purpose);
      return id;
    });
    const states = await Promise.all(
      recoveries.map((ids) => Promise.all(ids.map((id) => at(0).readRecovery('acme', id)))),
    );
    const open = states.map((round) => round.filter((each) => each?.state === 'open').length);
    expect(open).toEqual(each(1));
  });

  it('one makes a tenant', async () => {
    const made = await winners((node, id) =>
      node.applyToTenant(id, (current) =>
        current === null ? { next: tenant(id), result: true } : { result: false },
      ),
    );
    expect(made).toEqual(each(1));
  });

  it('one subject gets an identifier, and the others are told that it is taken', async () => {
    const told = await race(async (node, round, index) => {
      const identifiers = [{ type: 'email', value: `${round}@example.com` }] as const;
      const next = { ...subject('acme', `${round}-${index}`), identifiers };
      return addSubject(node, next).then(
        () => 'made',
        (error: { code: string }) => error.code,
      );
    });
    const expected = ['identifier_taken', 'identifier_taken', 'identifier_taken', 'made'];
    expect(told.map((round) => round.toSorted())).toEqual(told.map(() => expected));
  });

  it('one uses a nonce', async () => {
    const used = await winners((node, id) =>
      node.useOnce({ tenant: 'acme', kind: 'nonce', id, data: {}, expiresAt: NOW + 1_000 }),
    );
    expect(used).toEqual(each(1));
  });

  it('one uses a grant', async () => {
    const grants = Array.from({ length: ROUNDS }, (_, round) => `round-${round}`);
    const issue = grants.map((id) => ({ tenant: 'acme', kind: 'grant', id, data: {} }));
    const expiresAt = NOW + 1_000;
    await at(0).record('acme', { issue: issue.map((grant) => ({ ...grant, expiresAt })) });
    const used = await winners((node, id, index) =>
      node.applyToCredential(
        { ...KEY, purpose: `purpose-${index}` },
        (_current, along) =>
          along.single === null ? { result: false } : { consume: true, result: true },
        { single: { tenant: 'acme', kind: 'grant', id } },
      ),
    );
    expect(used).toEqual(each(1));
  });
});

function sendCode(node: Store, id: string, use: string): Promise<void> {
  const next: OneTimeCode = {
    ...{ id, tenant: 'acme', use, subject: 'ann', findable: false },
    ...{ channel: 'email', to: 'ann@example.com', codeDigest: `digest-${id}` },
    ...{ state: 'open', triesLeft: 5, createdAt: NOW, expiresAt: NOW + 1_000 },
  };
  return node.applyToCode('acme', id, () => ({ next, supersede: true, result: undefined }));
}

function startRecovery(node: Store, id: string, purpose: string): Promise<void> {
  const next: Recovery = {
    ...{ tenant: 'acme', id, subject: 'ann', purpose, factor: 'one_time_code' },
    ...{ version: 0, state: 'open', codeDigest: `digest-${id}`, triesLeft: 5 },
    ...{ createdAt: NOW, expiresAt: NOW + 1_000 },
  };
  return node.applyToRecovery('acme', id, () => ({ next, supersede: true, result: undefined }));
}
