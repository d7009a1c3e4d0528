import type { Challenge } from '../../core/model/challenge.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

const KEY = ['tenant', 'id'];
const STATE = [
  'subject',
  'purpose',
  'type',
  'dialect',
  'label',
  'status',
  'failure',
  'return_url',
  'operation',
  'assertion',
  'created_at',
  'expires_at',
  'settled_at',
];
const SELECT = `SELECT ${[...KEY, ...STATE].join(', ')} FROM challenges`;
const ROW = rowWriter('challenges', KEY, STATE);

export function selectChallenge(tenant: string, id: string): Statement {
  return { sql: `${SELECT} WHERE tenant = ? AND id = ?`, params: [tenant, id] };
}

export function selectChallenges(tenant: string, subject: string, dialect: string): Statement {
  return {
    sql: `${SELECT} WHERE tenant = ? AND subject = ? AND dialect = ? ORDER BY created_at, id`,
    params: [tenant, subject, dialect],
  };
}

/** The words of the index `challenges_unsettled`: with others, all challenges would be read. */
export function selectOverdueChallenges(now: Instant, limit: number): Statement {
  return {
    sql: `${SELECT} WHERE status IN ('pending', 'in_progress') AND expires_at <= ?
      ORDER BY expires_at LIMIT ?`,
    params: [now, limit],
  };
}

export function insertChallenge(challenge: Challenge): Statement {
  return ROW.insert([challenge.tenant, challenge.id], stateOf(challenge));
}

export function updateChallenge(challenge: Challenge): Statement {
  return ROW.update([challenge.tenant, challenge.id], stateOf(challenge));
}

function stateOf(challenge: Challenge) {
  const { subject, purpose, type, dialect, label, status, failure } = challenge;
  const { returnUrl, operation, assertion, createdAt, expiresAt, settledAt } = challenge;
  const wire = [subject, purpose, type, dialect, label];
  const proof = assertion === null ? null : JSON.stringify(assertion);
  return [...wire, status, failure, returnUrl, operation, proof, createdAt, expiresAt, settledAt];
}

export function toChallenge(row: Row): Challenge {
  return {
    tenant: text(row, 'tenant'),
    id: text(row, 'id'),
    subject: text(row, 'subject'),
    purpose: text(row, 'purpose'),
    type: text(row, 'type') as Challenge['type'],
    dialect: text(row, 'dialect'),
    label: text(row, 'label'),
    status: text(row, 'status') as Challenge['status'],
    failure: textOrNull(row, 'failure') as Challenge['failure'],
    returnUrl: textOrNull(row, 'return_url'),
    operation: textOrNull(row, 'operation'),
    assertion: row['assertion'] === null ? null : json<Challenge['assertion']>(row, 'assertion'),
    createdAt: integer(row, 'created_at'),
    expiresAt: integer(row, 'expires_at'),
    settledAt: integerOrNull(row, 'settled_at'),
  };
}
