import type { Credential } from './credential.ts';
import { viewBudget } from './guess-budget.ts';
import type { Instant } from './instant.ts';
import type { LockoutPolicy } from './lockout.ts';
import type { LockoutView } from './lockout-view.ts';
import type { Subject } from './subject.ts';

/** How one credential stands, for lists and wires that show it. */
export interface Standing {
  readonly state: 'not_set' | 'active' | 'locked';
  readonly lockout: LockoutView;
  /** When staff last unlocked it. */
  readonly unlockedAt: Instant | null;
}

/** A subject, with its PIN for one purpose and its security questions. */
export interface SubjectStanding {
  readonly subject: Subject;
  readonly pin: Standing;
  readonly questions: Standing;
}

export function standingOf(credential: Credential, policy: LockoutPolicy, now: Instant): Standing {
  const { verifier, unlockedAt } = credential;
  const view = viewBudget(credential, null, policy, now);
  const state = view.locked ? 'locked' : 'active';
  return { state: verifier === null ? 'not_set' : state, lockout: view, unlockedAt };
}
