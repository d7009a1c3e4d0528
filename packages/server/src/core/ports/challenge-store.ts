import type { Challenge } from '../model/challenge.ts';
import type { Instant } from '../model/instant.ts';
import type { Decision } from './decision.ts';

/** Challenges. Their effect on a PIN is settled through `applyToCredential`, in one transaction. */
export interface ChallengeStore {
  readChallenge(tenant: string, id: string): Promise<Challenge | null>;
  /** Of one subject, oldest first. */
  listChallenges(tenant: string, subject: string, dialect: string): Promise<readonly Challenge[]>;
  applyToChallenge<R>(
    tenant: string,
    id: string,
    decide: (current: Challenge | null) => Decision<Challenge, R>,
  ): Promise<R>;
  /** Unsettled ones whose time is over, of all tenants. */
  listOverdueChallenges(now: Instant, limit: number): Promise<readonly Challenge[]>;
}
