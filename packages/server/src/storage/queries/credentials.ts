import {
  type Credential,
  type CredentialKey,
  NO_CREDENTIAL,
  type Verifier,
} from '../../core/model/credential.ts';
import type { KnownDevice } from '../../core/model/known-device.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytesOrNull, integer, integerOrNull, json, text, toFlag } from './column.ts';

export const CREDENTIAL_STATE = [
  'version',
  'verifier',
  'kind',
  'history',
  'must_change',
  'changed_at',
  'verified_at',
  'unlocked_at',
  'prompt',
  'tickets',
  'forgiven',
  'window_from',
  'spent',
  'failures',
  'step',
  'locked_at',
  'locked_until',
  'held',
  'held_until',
  'recent',
  'extended_since',
  'extended_until',
  'cleared_at',
  'devices',
] as const;

const SUSPENDED = `(SELECT suspended_at FROM subjects
  WHERE subjects.tenant = credentials.tenant AND subjects.id = credentials.subject)`;
const SELECT = `SELECT ${CREDENTIAL_STATE.join(', ')}, ${SUSPENDED} AS suspended_at FROM credentials
  WHERE tenant = ? AND subject = ? AND purpose = ?`;
const INSERT = `INSERT INTO credentials (tenant, subject, purpose, ${CREDENTIAL_STATE.join(', ')})
  VALUES (?, ?, ?, ${CREDENTIAL_STATE.map(() => '?').join(', ')})`;
const UPDATE = `UPDATE credentials SET ${CREDENTIAL_STATE.map((column) => `${column} = ?`).join(', ')}
  WHERE tenant = ? AND subject = ? AND purpose = ?`;

export function selectCredential({ tenant, subject, purpose }: CredentialKey): Statement {
  return { sql: SELECT, params: [tenant, subject, purpose] };
}

/** Of all purposes, by purpose. */
export function selectCredentials(tenant: string, subject: string): Statement {
  const sql = `SELECT purpose, ${CREDENTIAL_STATE.join(', ')}, ${SUSPENDED} AS suspended_at
    FROM credentials WHERE tenant = ? AND subject = ? ORDER BY purpose`;
  return { sql, params: [tenant, subject] };
}

export function insertCredential(key: CredentialKey, credential: Credential): Statement {
  const { tenant, subject, purpose } = key;
  return { sql: INSERT, params: [tenant, subject, purpose, ...stateOf(credential)] };
}

export function updateCredential(key: CredentialKey, credential: Credential): Statement {
  const { tenant, subject, purpose } = key;
  return { sql: UPDATE, params: [...stateOf(credential), tenant, subject, purpose] };
}

/** A missing row is a subject without a PIN, with a full budget. */
export function toCredential(row: Row | undefined): Credential {
  if (row === undefined) return NO_CREDENTIAL;
  const sealed = bytesOrNull(row, 'verifier');
  const kind = text(row, 'kind') as Verifier['kind'];
  const held = integer(row, 'held') !== 0;
  const since = integerOrNull(row, 'extended_since');
  const until = integerOrNull(row, 'extended_until');
  return {
    verifier: sealed === null ? null : { version: integer(row, 'version'), kind, sealed },
    history: json<StoredVerifier[]>(row, 'history').map(fromStored),
    mustChange: integer(row, 'must_change') !== 0,
    changedAt: integerOrNull(row, 'changed_at'),
    verifiedAt: integerOrNull(row, 'verified_at'),
    unlockedAt: integerOrNull(row, 'unlocked_at'),
    prompt: bytesOrNull(row, 'prompt'),
    lockout: {
      tickets: integer(row, 'tickets'),
      forgiven: integer(row, 'forgiven'),
      windowFrom: integer(row, 'window_from'),
      spent: integer(row, 'spent'),
      failures: integer(row, 'failures'),
      step: integer(row, 'step'),
      lockedAt: integerOrNull(row, 'locked_at'),
      lockedUntil: integerOrNull(row, 'locked_until'),
      hold: held ? { until: integerOrNull(row, 'held_until') } : null,
      recent: json<StoredCharge[]>(row, 'recent').map(([ticket, at]) => ({ ticket, at })),
      extended: until === null ? null : { since: since ?? until, until },
      clearedAt: integerOrNull(row, 'cleared_at'),
    },
    devices: json<KnownDevice[]>(row, 'devices'),
    suspended: integerOrNull(row, 'suspended_at') !== null,
  };
}

function stateOf({ verifier, history, lockout, ...credential }: Credential) {
  return [
    verifier?.version ?? null,
    verifier?.sealed ?? null,
    verifier?.kind ?? 'hash',
    JSON.stringify(history.map(toStored)),
    toFlag(credential.mustChange),
    credential.changedAt,
    credential.verifiedAt,
    credential.unlockedAt,
    credential.prompt,
    lockout.tickets,
    lockout.forgiven,
    lockout.windowFrom,
    lockout.spent,
    lockout.failures,
    lockout.step,
    lockout.lockedAt,
    lockout.lockedUntil,
    toFlag(lockout.hold !== null),
    lockout.hold?.until ?? null,
    JSON.stringify(lockout.recent.map(({ ticket, at }): StoredCharge => [ticket, at])),
    lockout.extended?.since ?? null,
    lockout.extended?.until ?? null,
    lockout.clearedAt,
    JSON.stringify(credential.devices),
  ] as const;
}

type StoredCharge = readonly [ticket: number, at: number];

/**
 * Version and sealed bytes in base64: retired verifiers are read only when a PIN changes. The kind
 * follows only where it is not `hash`, the one kind there was before it was stored.
 */
type StoredVerifier = readonly [version: number, sealed: string, kind?: Verifier['kind']];

function toStored({ version, kind, sealed }: Verifier): StoredVerifier {
  const base64 = Buffer.from(sealed).toString('base64');
  return kind === 'hash' ? [version, base64] : [version, base64, kind];
}

function fromStored([version, sealed, kind = 'hash']: StoredVerifier): Verifier {
  return { version, kind, sealed: Buffer.from(sealed, 'base64') };
}
