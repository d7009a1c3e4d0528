import type { Command, Outcome } from './operation.ts';

/**
 * What one subject's PIN is, said once more and apart from the server's code: a budget of guesses,
 * each charged before it is compared, and a lock when they are spent that does not end by itself
 * while anybody looks.
 */
export interface PinState {
  readonly pin: string;
  /** How often the PIN was replaced. */
  readonly version: number;
  /** Charges ever made. */
  readonly charges: number;
  /** Charges up to this one are forgiven. */
  readonly forgiven: number;
  readonly spent: number;
  readonly locked: boolean;
}

/** A guess that was charged and is not settled. */
export interface Charged {
  readonly charge: number;
  readonly version: number;
}

export function initialState(pin: string): PinState {
  return { pin, version: 0, charges: 0, forgiven: 0, spent: 0, locked: false };
}

/** Takes one guess; `undefined` where none is left. */
export function charge(
  state: PinState,
  budget: number,
): { readonly state: PinState; readonly charged: Charged } | undefined {
  if (state.locked) return undefined;
  const charges = state.charges + 1;
  const spent = state.spent + 1;
  const next = { ...state, charges, spent, locked: spent >= budget };
  return { state: next, charged: { charge: charges, version: state.version } };
}

/** What becomes of a charged guess, and what it is answered. */
export function settle(
  state: PinState,
  { charge: ticket, version }: Charged,
  command: Exclude<Command, { kind: 'unlock' }>,
  budget: number,
): { readonly state: PinState; readonly outcome: Outcome } {
  // A PIN that was replaced during the comparison proves nothing any more.
  if (state.version !== version || state.pin !== command.pin) return { state, outcome: 'wrong' };
  const forgiven = forgive(state, ticket, budget);
  if (command.kind === 'verify') return { state: forgiven, outcome: 'verified' };
  const changed = { ...forgiven, pin: command.newPin, version: version + 1 };
  return { state: changed, outcome: 'changed' };
}

export function unlock(state: PinState): PinState {
  return { ...state, forgiven: state.charges, spent: 0, locked: false };
}

/** A right guess takes back its own charge and those before it, and none after it. */
function forgive(state: PinState, ticket: number, budget: number): PinState {
  if (ticket <= state.forgiven) return state;
  const spent = Math.min(state.spent, state.charges - ticket);
  return { ...state, forgiven: ticket, spent, locked: state.locked && spent >= budget };
}
