import {
  type Credential,
  type CredentialKey,
  NO_CREDENTIAL,
  type Verifier,
} from '../../core/model/credential.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytesOrNull, integer, integerOrNull, json, toFlag } from './column.ts';

export const CREDENTIAL_STATE = [
  'version',
  'verifier',
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
  const held = integer(row, 'held') !== 0;
  return {
    verifier: sealed === null ? null : { version: integer(row, 'version'), sealed },
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
    },
    suspended: integerOrNull(row, 'suspended_at') !== null,
  };
}

function stateOf({ verifier, history, lockout, ...credential }: Credential) {
  return [
    verifier?.version ?? null,
    verifier?.sealed ?? null,
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
  ] as const;
}

/** Version and sealed bytes in base64: retired verifiers are read only when a PIN changes. */
type StoredVerifier = readonly [version: number, sealed: string];

function toStored({ version, sealed }: Verifier): StoredVerifier {
  return [version, Buffer.from(sealed).toString('base64')];
}

function fromStored([version, sealed]: StoredVerifier): Verifier {
  return { version, sealed: Buffer.from(sealed, 'base64') };
}
