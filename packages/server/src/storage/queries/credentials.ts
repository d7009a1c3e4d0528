import {
  type Credential,
  type CredentialKey,
  NO_CREDENTIAL,
  type Verifier,
} from '../../core/model/credential.ts';
import type { Row, SqlValue, Statement } from '../engine/engine.ts';
import type { SealedTable } from '../rows/row-text.ts';
import { bytesOrNull, integer, integerOrNull, json, text, toFlag } from './column.ts';
import { rowWriter } from './row-writer.ts';

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
] as const;

/**
 * How the rows of credentials are authenticated. `born` is what the subject's row said when this one
 * was made: rows of somebody who had the id before belong to nobody. `generation` rises with each write.
 */
export const SEALED_CREDENTIALS: SealedTable = {
  name: 'credentials',
  key: ['tenant', 'subject', 'purpose'],
  state: ['born', 'generation', ...CREDENTIAL_STATE],
  defaults: {
    ...{ kind: 'hash', history: '[]', must_change: 0, held: 0, recent: '[]' },
    ...{ tickets: 0, forgiven: 0, window_from: 0, spent: 0, failures: 0, step: 0 },
  },
};

export const CREDENTIAL_COLUMNS = [...SEALED_CREDENTIALS.key, ...SEALED_CREDENTIALS.state, 'mac'];
const OWNER = 'FROM subjects WHERE subjects.tenant = credentials.tenant AND subjects.id = subject';
const SELECT = `SELECT ${CREDENTIAL_COLUMNS.join(', ')},
  (SELECT suspended_at ${OWNER}) AS suspended_at, (SELECT born ${OWNER}) AS subject_born
  FROM credentials WHERE tenant = ? AND subject = ?`;
const ONE = `${SELECT} AND purpose = ?`;
const ALL = `${SELECT} ORDER BY purpose`;
const WRITER = rowWriter('credentials', SEALED_CREDENTIALS.key, [
  ...SEALED_CREDENTIALS.state,
  'mac',
]);

/*
 * Reads of one transaction run in the order of their texts. What is known of the past has to be read
 * first: of a credential that another node goes on with meanwhile, the row may be newer, never older.
 */
const PAST = `SELECT (SELECT MAX(generation) FROM audit
    WHERE tenant = ? AND subject = ? AND purpose = ? AND generation IS NOT NULL) AS generation,
  (SELECT born FROM subjects WHERE tenant = ? AND id = ?) AS subject_born`;

export function selectCredential({ tenant, subject, purpose }: CredentialKey): Statement {
  return { sql: ONE, params: [tenant, subject, purpose] };
}

/** Of all purposes, by purpose. */
export function selectCredentials(tenant: string, subject: string): Statement {
  return { sql: ALL, params: [tenant, subject] };
}

/** What the audit trail last said of a credential, and when its subject was made. */
export function selectPast({ tenant, subject, purpose }: CredentialKey): Statement {
  return { sql: PAST, params: [tenant, subject, purpose, tenant, subject] };
}

/** The values a row is authenticated over. */
export function valuesOf(
  { tenant, subject, purpose }: CredentialKey,
  { born, generation }: CredentialPlace,
  credential: Credential,
): readonly SqlValue[] {
  return [tenant, subject, purpose, born, generation, ...stateOf(credential)];
}

/** The life of its subject a row belongs to, and which of its states it is. */
export interface CredentialPlace {
  readonly born: number;
  readonly generation: number;
}

/** Writes a row, given the values it is authenticated over. */
export function writeCredential(
  how: 'insert' | 'update',
  values: readonly SqlValue[],
  mac: string,
): Statement {
  const parts = SEALED_CREDENTIALS.key.length;
  return WRITER[how](values.slice(0, parts), [...values.slice(parts), mac]);
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
    suspended: integerOrNull(row, 'suspended_at') !== null,
  };
}

/** The columns of the state, in their order. */
export function stateOf({ verifier, history, lockout, ...credential }: Credential) {
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
