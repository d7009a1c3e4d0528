import { type Credential, NO_CREDENTIAL } from '../../packages/server/src/core/model/credential.ts';
import { type LockoutPolicy, reduceLockout } from '../../packages/server/src/core/model/lockout.ts';
import {
  type Charge,
  chargeAttempt,
} from '../../packages/server/src/core/usecases/charge-attempt.ts';
import {
  refundAttempt,
  settleRight,
} from '../../packages/server/src/core/usecases/settle-attempt.ts';
import type { StaffAct } from '../scenarios/scenario.ts';
import type { Row, RowBook } from '../world/row.ts';
import { callUnder, catchDecision, KEY } from './catch-decision.ts';

const NOTHING_ALONG = { single: null, challenge: null };

export interface Charged {
  readonly row: Row;
  /** `null`: refused. */
  readonly ticket: number | null;
}

export interface Settled {
  readonly row: Row;
  /** False when the right PIN came too late: replaced or held meanwhile. */
  readonly accepted: boolean;
}

/** Which attempt is settled: what a node remembers of it between charge and settlement. */
export interface Proof {
  readonly ticket: number;
  readonly version: number;
}

/** What may be done to the row in one transaction, at what the node's clock shows. */
export interface Decisions {
  readonly charge: (row: Row, now: number) => Charged;
  readonly settleRight: (row: Row, proof: Proof, now: number) => Settled;
  readonly refund: (row: Row, ticket: number, now: number) => Row;
  readonly staff: (row: Row, act: StaffAct, now: number) => Row;
}

/** The decisions of the use cases that run in production, taken from there. */
export function productionDecisions(policy: LockoutPolicy, rows: RowBook): Decisions {
  let told = 0;
  const clock = { now: () => told };
  const call = callUnder(policy);
  // The model has no known devices: everybody's guesses come out of the one budget strangers share.
  const attemptOf = (proof: Proof) => ({
    ...{ key: KEY, action: 'pin.verify', owner: null, marks: [] },
    ...proof,
  });
  const decideCharge = catchDecision<Charge>(clock, (ports) =>
    chargeAttempt(ports, call, KEY, { action: 'pin.verify', kind: 'hash' }),
  );
  const nextOf = (row: Row, next: Credential | undefined) =>
    next === undefined ? row : rows.of(next.lockout, row.version);

  return {
    charge(row, now) {
      told = now;
      const { next, result } = decideCharge(credentialOf(row), NOTHING_ALONG);
      return {
        row: nextOf(row, next),
        ticket: result.result === 'charged' ? result.place.ticket : null,
      };
    },
    settleRight(row, proof, now) {
      const decide = catchDecision<{ readonly outcome: string }>(clock, (ports) =>
        settleRight(ports, call, attemptOf(proof), (credential) => {
          return { credential, outcome: { outcome: 'verified' } };
        }),
      );
      told = now;
      const { next, result } = decide(credentialOf(row), NOTHING_ALONG);
      return { row: nextOf(row, next), accepted: result.outcome === 'verified' };
    },
    refund(row, ticket, now) {
      const proof = attemptOf({ ticket, version: row.version });
      const decide = catchDecision(clock, (ports) => refundAttempt(ports, call, proof, 'model'));
      told = now;
      return nextOf(row, decide(credentialOf(row), NOTHING_ALONG).next);
    },
    staff(row, act, now) {
      const version = act === 'renew' ? row.version + 1 : row.version;
      return rows.of(reduceLockout(row.lockout, EVENT_OF[act], policy, now), version);
    },
  };
}

const EVENT_OF = {
  unlock: { type: 'unlocked' },
  renew: { type: 'renewed' },
  hold: { type: 'held', until: null },
} as const;

function credentialOf({ lockout, version }: Row): Credential {
  const verifier = { version, kind: 'hash', sealed: new Uint8Array() } as const;
  return { ...NO_CREDENTIAL, verifier, lockout };
}
