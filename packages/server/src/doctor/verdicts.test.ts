import { describe, expect, it } from 'vitest';
import type { Cluster } from '../storage/engine/postgres/read-cluster.ts';
import { judgeClock } from './check-clock.ts';
import { judgeConnections } from './check-connections.ts';
import { judgeSpace } from './check-disk-space.ts';
import { judgeEncryption } from './check-encryption.ts';
import { judgePooler } from './check-pooler.ts';
import { judgeSettings } from './check-server-settings.ts';

/* What no machine can be made to be for a test. */

const CLUSTER: Cluster = {
  synchronousStandbyNames: '',
  standbys: 0,
  synchronousStandbys: 0,
  connectionsMax: 100,
  connectionsReserved: 3,
  connectionsOpen: 10,
  clockAheadMs: 0,
  clockErrorMs: 1,
};

describe('a verdict of pintumbler doctor', () => {
  it.each([
    [10, 'problem'],
    [500, 'warning'],
    [50_000, 'ok'],
  ])('on %i MiB of free space is %s', (free, verdict) => {
    expect(judgeSpace('data', free).verdict).toBe(verdict);
  });

  it.each([
    ['TLSv1.3', false, 'ok'],
    [null, true, 'ok'],
    [null, false, 'warning'],
  ])('on a database reached over %s, on this machine: %s, is %s', (version, isLocal, verdict) => {
    expect(judgeEncryption({ version, isLocal }).verdict).toBe(verdict);
  });

  it.each([
    [0, 1, 'ok'],
    [1_000, 1, 'ok'],
    [1_500, 600, 'ok'],
    [1_500, 100, 'warning'],
    [-2_000, 1, 'warning'],
  ])('on a clock that is off by %i ms, give or take %i, is %s', (ahead, error, verdict) => {
    const found = judgeClock({ clockAheadMs: ahead, clockErrorMs: error });
    expect(found.verdict).toBe(verdict);
    expect(found.looked).toContain(ahead < 0 ? 'ahead of' : 'behind');
  });

  it.each([
    [10, 'ok'],
    [91, 'ok'],
    [92, 'warning'],
  ])('on six more sessions beside %i is %s', (connectionsOpen, verdict) => {
    expect(judgeConnections({ ...CLUSTER, connectionsOpen }, 6).verdict).toBe(verdict);
  });

  it('on a pooler that loses prepared statements says what to set', () => {
    expect(judgePooler('broken')).toMatchObject({ verdict: 'problem' });
    for (const kind of ['none', 'session', 'transaction'] as const) {
      expect(judgePooler(kind).verdict).toBe('ok');
    }
  });

  it('on a server that is too old, or has another encoding, is a problem', () => {
    const settings = { server_version_num: '130014', server_encoding: 'LATIN1' };
    const found = judgeSettings(settings).filter(({ verdict }) => verdict === 'problem');
    expect(found.map(({ todo }) => todo)).toEqual(
      expect.arrayContaining([
        'PostgreSQL 14 or newer is needed, this is 13',
        expect.stringContaining('ENCODING UTF8'),
      ]),
    );
  });
});
