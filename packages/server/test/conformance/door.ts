import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import type { TestServer } from '../support/test-server.ts';

/** Somebody with a PIN, by the tenant's own id and by whatever else a wire calls them. */
export interface Person {
  readonly subject: string;
  readonly names: Readonly<Record<string, string>>;
}

/** What a wire said about a PIN, in words that are the same for all wires. */
export type Verdict = 'right' | 'wrong' | 'locked' | 'unknown';

export type ChangeVerdict = 'changed' | 'wrong' | 'locked' | 'refused' | 'unknown';

/**
 * One wire, as the scenarios use it. A new dialect joins the suite by writing one of these; each
 * verb is real requests to a running server, and throws when the answer is none it knows.
 */
export interface Door {
  /** What the PINs of this wire are for. */
  readonly purpose: string;
  /** PINs the policy accepts, in the length this wire wants; `refused` is one it does not accept. */
  readonly pins: Readonly<Record<'first' | 'second' | 'wrong' | 'refused', string>>;
  /** Guesses this wire grants in a row, and the length of the first lock. */
  readonly budget: number;
  /** What is left of it when all guesses but one were wrong and then a right PIN came. */
  readonly budgetAfterRight: number;
  readonly firstLockSeconds: number;
  /** Makes a new person and gives them a PIN, by this wire where it can. */
  enrol(pin: string): Promise<Person>;
  /** Somebody the tenant does not know. */
  stranger(): Person;
  verify(person: Person, pin: string): Promise<Verdict>;
  change(person: Person, from: string, to: string): Promise<ChangeVerdict>;
  /**
   * Sends what this wire has for a first PIN, about somebody who has one and without showing it.
   * Whatever it answers, it may not have an effect.
   */
  setOver(person: Person, pin: string): Promise<unknown>;
  /** The way to a new PIN for who forgot it: this wire's own, or staff's where it has none. */
  recover(person: Person, newPin: string): Promise<void>;
  /** What may stand where a PIN should and is none: each has to be refused, free of charge. */
  readonly malformed: readonly unknown[];
  /** Sends it in place of a PIN to be verified; answers whether it was taken for a guess. */
  sendMalformed(person: Person, value: unknown): Promise<'refused' | 'evaluated'>;
  /** The same wire with the credentials of another tenant. */
  foreign(): Promise<Door>;
}

/** What the demo tenant grants where a wire demands nothing stricter. */
export const OWN_BUDGET = {
  budget: DEFAULT_POLICY.attemptsMax,
  budgetAfterRight: DEFAULT_POLICY.attemptsMax,
  firstLockSeconds: (DEFAULT_POLICY.lockDurationsMs[0] ?? 0) / 1_000,
};

/** Opens a door of the demo tenant. */
export type OpenDoor = (server: TestServer) => Promise<Door>;

/** What no wire takes for a PIN that wants strings of ASCII digits. */
export const NO_PINS: readonly unknown[] = [
  8305,
  null,
  true,
  [],
  {},
  '',
  '123',
  '1234567890123',
  '83 05',
  ' 8305',
  '8305\n',
  '83a5',
  '٨٣٠٥',
  '８３０５',
];
