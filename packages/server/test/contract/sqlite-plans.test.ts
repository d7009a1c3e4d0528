import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Statement } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { selectActivity } from '../../src/storage/queries/audit.ts';
import { selectChallenges, selectOverdueChallenges } from '../../src/storage/queries/challenges.ts';
import { selectClientKeys, selectNamedClientKeys } from '../../src/storage/queries/client-keys.ts';
import { insertDeliveries, selectDeliveries } from '../../src/storage/queries/deliveries.ts';
import {
  selectDueDeliveries,
  selectDueWebhooks,
} from '../../src/storage/queries/due-deliveries.ts';
import { deleteExpired } from '../../src/storage/queries/expiry.ts';
import { selectListedSubjects } from '../../src/storage/queries/listed-subjects.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { event } from './fixture.ts';

const page = { limit: 9, from: 1, to: 9, after: { id: 'ann', createdAt: 5 } } as const;
const kind = {
  purpose: 'login',
  kinds: [
    { action: 'pin.verify', outcome: 'wrong' },
    { action: 'pin.set', outcome: 'set' },
  ],
};

/** Lists that come in the order of their index. */
const IN_ORDER: readonly (readonly [string, Statement, string])[] = [
  ['client keys of a subject', selectClientKeys('t', 's'), 'client_keys_by_subject'],
  ['client keys with a name', selectNamedClientKeys('t'), 'client_keys_named'],
];

/** What runs over tables that grow. The only tables read as a whole are those of few rows. */
const STATEMENTS: readonly (readonly [string, Statement])[] = [
  ['webhooks with something due', selectDueWebhooks(1, 9)],
  ['due deliveries', selectDueDeliveries('t', 'w', 1, 9)],
  ['the delivery log', selectDeliveries('t', 'w', 9)],
  ['writing deliveries', insertDeliveries(event('e'))],
  ['challenges of a subject', selectChallenges('t', 's', 'd')],
  ['overdue challenges', selectOverdueChallenges(1, 9)],
  ['subjects, oldest first', selectListedSubjects('t', 'p', { ...page, order: 'ascending' })],
  ['subjects, newest first', selectListedSubjects('t', 'p', { ...page, order: 'descending' })],
  ...deleteExpired(1).map((statement) => [statement.sql, statement] as const),
];

describe('SQLite goes by an index for', () => {
  let dir: TempDir;
  let engine: Engine;

  beforeAll(async () => {
    dir = makeTempDir();
    engine = openSqliteEngine(dir.path);
    await migrate(engine, () => 0);
  });

  afterAll(async () => {
    await engine.close();
    dir.remove();
  });

  it.each(STATEMENTS)('%s', async (_name, { sql, params }) => {
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    expect(steps.filter((step) => /^SCAN (?!webhooks)/.test(step))).toEqual([]);
  });

  it.each(IN_ORDER)('%s, and sorts nothing', async (_name, { sql, params }, index) => {
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(new RegExp(`^SEARCH .* USING INDEX ${index} \\(tenant=\\?`));
  });

  it('each kind of activity on its own, and sorts no more than a page of each', async () => {
    const { sql, params } = selectActivity('t', 's', { ...kind, after: 1, before: 9, limit: 9 });
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    const searches = steps.filter((step) => step.startsWith('SEARCH audit'));
    expect(searches).toHaveLength(kind.kinds.length);
    for (const search of searches) {
      expect(search).toContain(
        'audit_by_subject (tenant=? AND subject=? AND purpose=? AND action=?',
      );
    }
    expect(steps.filter((step) => step.startsWith('SCAN audit'))).toEqual([]);
  });

  it('both ends of a page of subjects, and sorts nothing', async () => {
    const { sql, params } = selectListedSubjects('t', 'p', { ...page, order: 'descending' });
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail'])).join('\n');
    expect(steps).toContain('(created_at,id)>(?,?) AND (created_at,id)<(?,?)');
    expect(steps).not.toContain('TEMP B-TREE');
  });
});
