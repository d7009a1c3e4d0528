import { HOUR_MS, type Instant, MINUTE_MS } from './instant.ts';

/**
 * Where operators are kept: a tenant of the server's own, so that guesses at their passwords are
 * charged, locked and audited as all others. No tenant can be made with such an id, and none of the
 * doors of tenants leads here.
 */
export const OPERATORS_TENANT = '@operators';

export const OPERATOR_ROLES = ['owner', 'operator', 'auditor'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** What a call of the admin API takes: to look, to do the daily work, or to say who may do what. */
export type Need = 'read' | 'operate' | 'own';

const MAY: Readonly<Record<OperatorRole, readonly Need[]>> = {
  owner: ['read', 'operate', 'own'],
  operator: ['read', 'operate'],
  auditor: ['read'],
};

export function mayDo(role: OperatorRole, need: Need): boolean {
  return MAY[role].includes(need);
}

/** Somebody who operates the server, with a password and, better, more than that. */
export interface Account {
  readonly name: string;
  readonly role: OperatorRole;
  readonly disabledAt: Instant | null;
  /** Grows with every change that ends what was opened before it. */
  readonly epoch: number;
  /** The secret of the authenticator app in force, sealed; `null`: none. */
  readonly totp: Uint8Array | null;
  /** One that was shown, and not confirmed by a code yet; sealed. */
  readonly totpOffered: Uint8Array | null;
  readonly createdAt: Instant;
}

/** The browser of somebody who signed in. It ends with what let them in. */
export interface OperatorSession {
  /** A keyed digest of the token; the token itself is with the browser only. */
  readonly id: string;
  /** `null`: whoever has the admin key. */
  readonly account: string | null;
  /** Epoch of the account at the sign-in; 0 without one. */
  readonly epoch: number;
  /** Version of the password at the sign-in; `null` without one. */
  readonly passwordVersion: number | null;
  /** Keyed digest of the admin key it was opened with; `null` for accounts. */
  readonly adminKey: string | null;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  /** Over from here on, unless it is used before. */
  readonly expiresAt: Instant;
}

/** A session, and how its account stands now. */
export interface FoundSession {
  readonly session: OperatorSession;
  readonly account: Pick<Account, 'role' | 'disabledAt' | 'epoch'> | null;
  readonly passwordVersion: number | null;
}

export const SESSION_IDLE_MS = 15 * MINUTE_MS;
export const SESSION_MAX_MS = 8 * HOUR_MS;
/** A session in use is written at most this often. */
export const SESSION_NOTED_MS = MINUTE_MS;

/** When a session seen now is over if it is not used again. */
export function sessionEnd(createdAt: Instant, seenAt: Instant): Instant {
  return Math.min(seenAt + SESSION_IDLE_MS, createdAt + SESSION_MAX_MS);
}

/** A key pair on a device of an operator, which asks for a finger, a face or a PIN of its own. */
export interface Passkey {
  /** The id its authenticator gave it, in base64url. */
  readonly id: string;
  readonly account: string;
  /** What its owner calls it. */
  readonly name: string;
  /** The public half, sealed to account and id: who could put another one there would be in. */
  readonly sealed: Uint8Array;
  /** Of uses, where the authenticator counts; one that went back was copied. */
  readonly counter: number;
  readonly createdAt: Instant;
  readonly usedAt: Instant | null;
}

/** Who of the staff is calling. */
export interface Staff {
  /** `null`: whoever has the admin key. */
  readonly account: string | null;
  readonly role: OperatorRole;
  /** Absent for calls with the admin key itself. */
  readonly session?: OperatorSession;
  /** A second factor is asked for and there is none: good for adding one, and for nothing else. */
  readonly lacksFactor?: true;
}

/** The word for whoever has the admin key: one person, however many hold it. */
export const ADMIN_ACTOR = 'admin';

/** How the trail names who did something. The colon keeps accounts apart from `admin` and keys. */
export function actorOf({ account }: Pick<Staff, 'account'>): string {
  return account === null ? ADMIN_ACTOR : `operator:${account}`;
}

/** Above what people of tenants need: an operator may have no second factor. */
export const OPERATOR_PASSWORD_MIN = 12;
