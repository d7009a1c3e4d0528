/**
 * How far somebody got with the token they hold. `password`: a code was sent. `pin`: all but the PIN
 * was shown, or there is none. `full`: everything.
 */
export type Level = 'password' | 'pin' | 'full';

/** Interim tokens open as many calls as it takes to log in, and no more (etna 9). */
export const ANY_LEVEL: readonly Level[] = ['password', 'pin', 'full'];
export const FULL_LEVEL: readonly Level[] = ['full'];
