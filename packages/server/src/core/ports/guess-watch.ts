import type { Call } from '../model/call.ts';
import type { Secret } from '../model/secret.ts';
import type { Brake, GuessCounts } from '../model/spraying.ts';
import type { Decision } from './decision.ts';

/** How a guess ended, as far as guessing at many people is concerned. */
export type GuessEnd =
  /** A PIN was compared and wrong, or there was nobody to compare it with. */
  | 'wrong'
  | 'right'
  /** Nothing was compared: locked, refused, broken. */
  | 'not_compared';

/** A guess on its way. */
export interface WatchedGuess {
  /** Strangers are held back now: only a device that is known for this PIN may go on. */
  readonly knownOnly: boolean;
  /** Says how it ended; has to be called, once. Costs the same whatever the end. */
  ended(end: GuessEnd): void;
}

/** Who is guessed at, as the caller named them, and what was shown; `null`: no secret to speak of. */
export interface GuessAbout {
  readonly subject: string;
  readonly purpose: string;
  readonly secret: Secret | null;
  /** The caller shows a device of the person: the brake may not be for this one. */
  readonly hasDevice: boolean;
}

/**
 * Watches for one guesser at many people: how many PINs are wrong in a tenant, over all subjects,
 * doors and nodes, and whether one PIN is tried on many people.
 */
export interface GuessWatch {
  /**
   * Lets a guess begin, or answers the seconds after which it may be tried again: while the brake is on,
   * guesses of strangers beyond what is let through are refused, before anything is looked up.
   */
  begin(call: Call, about: GuessAbout): WatchedGuess | { readonly waitSeconds: number };
  /** What is known here and now; other nodes' guesses with some seconds of delay. */
  look(tenant: string): { readonly counts: GuessCounts; readonly brake: Brake | null };
  /** Takes over what another part of this process has just stored. */
  learn(tenant: string, counts: GuessCounts): void;
}

/** Keeps how many PINs were wrong lately in each tenant. */
export interface GuessStore {
  readGuesses(tenant: string): Promise<GuessCounts>;
  /** Those of all tenants that changed since an instant. */
  listGuesses(since: number): Promise<readonly (readonly [tenant: string, counts: GuessCounts])[]>;
  applyToGuesses<R>(
    tenant: string,
    at: number,
    decide: (current: GuessCounts) => Decision<GuessCounts, R>,
  ): Promise<R>;
}

/** Whether one wrong PIN was tried on many people; made to tell that, and never which PIN. */
export interface PinSketch {
  /**
   * Which cell a guess belongs to, of few: with it, whoever notes the guess later needs nothing of what
   * was typed, which is overwritten when the call is over.
   */
  cellOf(guess: TypedGuess): number;
  /**
   * Notes a guess. The same work for right and wrong; a right one leaves nothing. Answers whether by
   * now some PIN was tried on more than about `most` people of the tenant.
   */
  note(guess: SketchedGuess, most: number): boolean;
  /** Forgets a tenant's: staff have ended its brake. */
  forget(tenant: string): void;
}

export interface TypedGuess {
  readonly tenant: string;
  readonly purpose: string;
  readonly secret: Secret;
}

export interface SketchedGuess {
  readonly tenant: string;
  readonly subject: string;
  readonly purpose: string;
  readonly cell: number;
  readonly wrong: boolean;
}
