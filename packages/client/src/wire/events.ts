import type { ChallengeType } from './challenges.ts';
import type { RecoveryFactor } from './recoveries.ts';

interface About {
  readonly subject: string;
}

interface AboutPin extends About {
  readonly purpose: string;
}

interface Staffed extends AboutPin {
  /** What staff typed. */
  readonly reason: string;
}

interface Locked extends AboutPin {
  readonly lockedUntil: string | null;
  readonly failures: number;
}

interface NewPin extends AboutPin {
  readonly kind?: 'hash' | 'key';
  readonly mustChange?: boolean;
  /** With a hash that came from another system. */
  readonly imported?: boolean;
}

interface Over extends AboutPin {
  readonly challenge: string;
  readonly type: ChallengeType;
  readonly dialect: string;
  /** The word of its own wire for `type`. */
  readonly label: string;
  readonly status: string;
  readonly failure: string | null;
}

interface Recovering extends AboutPin {
  readonly recovery: string;
}

/** What each type of event says. */
export interface EventData {
  readonly 'subject.created': About;
  readonly 'subject.updated': About;
  readonly 'subject.deleted': About;
  readonly 'subject.suspended': About & { readonly reason: string };
  readonly 'subject.resumed': About & { readonly reason: string };
  readonly 'pin.set': NewPin;
  readonly 'pin.changed': NewPin;
  readonly 'pin.reset': NewPin;
  readonly 'pin.deleted': Staffed;
  readonly 'pin.locked': Locked;
  readonly 'pin.unlocked': Staffed;
  readonly 'pin.held': AboutPin & { readonly until: string | null };
  readonly 'pin.change_required': Staffed;
  readonly 'password.set': About;
  readonly 'password.changed': About;
  readonly 'password.locked': Locked;
  readonly 'questions.set': About;
  readonly 'questions.locked': Locked;
  readonly 'challenge.completed': Over;
  readonly 'challenge.failed': Over;
  readonly 'challenge.expired': Over;
  readonly 'recovery.started': Recovering & { readonly factor: RecoveryFactor };
  readonly 'recovery.proven': Recovering;
  readonly 'recovery.failed': Recovering;
  readonly 'recovery.completed': Recovering;
  /** Somebody guesses at many people. */
  readonly 'tenant.spraying': {
    readonly reason: 'many_wrong' | 'same_pin';
    /** Wrong PINs in five minutes, and how many are usual. */
    readonly wrong: number;
    readonly usual: number;
    readonly until: string;
  };
  /** Sent on request only, to try a webhook. */
  readonly 'webhook.test': Readonly<Record<string, never>>;
}

export type EventType = keyof EventData;

/**
 * One event as a webhook delivers it, to switch over by `type`. Newer servers send more types:
 * leave a `default` that ignores them.
 */
export type PintumblerEvent = {
  [T in EventType]: {
    readonly type: T;
    /** When it happened. */
    readonly timestamp: string;
    readonly data: EventData[T];
  };
}[EventType];
