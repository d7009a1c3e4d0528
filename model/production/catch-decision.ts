import { DEFAULT_APPROVALS } from '../../packages/server/src/core/model/approval-settings.ts';
import type { Call } from '../../packages/server/src/core/model/call.ts';
import type { Credential } from '../../packages/server/src/core/model/credential.ts';
import type { LockoutPolicy } from '../../packages/server/src/core/model/lockout.ts';
import { DEFAULT_MESSAGES } from '../../packages/server/src/core/model/message-settings.ts';
import { DEFAULT_PAGES } from '../../packages/server/src/core/model/pages.ts';
import { DEFAULT_POLICY } from '../../packages/server/src/core/model/policy.ts';
import type { Clock } from '../../packages/server/src/core/ports/clock.ts';
import type {
  CredentialDecision,
  ReadAlong,
} from '../../packages/server/src/core/ports/decision.ts';
import type { Ports } from '../../packages/server/src/core/ports/ports.ts';
import type { Store } from '../../packages/server/src/core/ports/store.ts';

export type CatchPorts = Pick<Ports, 'store' | 'clock' | 'random'>;
export type Decide<R> = (current: Credential, read: ReadAlong) => CredentialDecision<R>;

/** The key that every decision is about. */
export const KEY = { tenant: 'model', subject: 'owner', purpose: 'login' } as const;

/** Ids are in events and audit rows only; nothing that is decided depends on them. */
const NO_CHANCE = {
  id: () => 'id',
  uuid: () => 'uuid',
  token: () => 'token',
  digits: (length: number) => '0'.repeat(length),
  bytes: (length: number) => new Uint8Array(length),
  integer: () => 0,
};

/**
 * The decision that a use case hands to its store, caught instead of applied: it is pure, so the
 * explorer may apply it wherever an engine could.
 */
export function catchDecision<R>(
  clock: Clock,
  useCase: (ports: CatchPorts) => Promise<unknown>,
): Decide<R> {
  let caught: Decide<R> | undefined;
  // Use cases are given nothing else of the store: one that asked for more would break here.
  const store = {
    applyToCredential: (_key: unknown, decide: unknown) => {
      caught = decide as Decide<R>;
      return new Promise(() => {});
    },
  } as Pick<Store, 'applyToCredential'> as Store;
  void useCase({ store, clock, random: NO_CHANCE });
  if (caught === undefined) throw new Error('the use case decided nothing about the credential');
  return caught;
}

/** A call without a challenge and without a receipt. */
export function callUnder(policy: LockoutPolicy): Call {
  return {
    tenant: {
      id: KEY.tenant,
      name: KEY.tenant,
      policy: { ...DEFAULT_POLICY, ...policy },
      dialectSettings: {},
      pages: DEFAULT_PAGES,
      messages: DEFAULT_MESSAGES,
      approvals: DEFAULT_APPROVALS,
      rates: {},
      createdAt: 0,
      auditRetentionDays: null,
      suspendedAt: null,
    },
    actor: 'model',
    dialect: 'native',
    source: '192.0.2.1',
    requestId: 'model',
  };
}
