import { path } from './address.ts';
import { call } from './request.ts';

/** What a tenant demands of PINs, and how many guesses it grants. Lengths of time in seconds. */
export interface Policy {
  readonly minLength: number;
  readonly maxLength: number;
  readonly blocklist: boolean;
  readonly history: number;
  readonly maxAgeDays: number | null;
  readonly attemptsMax: number;
  readonly lockDurationsSeconds: readonly number[];
  readonly failuresMax: number;
  readonly rolling: { readonly attemptsMax: number; readonly windowSeconds: number } | null;
  readonly lockExtension: { readonly bySeconds: number; readonly maxSeconds: number } | null;
  readonly questionsMin: number;
  /** Devices that proved a PIN before and have a guess budget of their own. */
  readonly knownDevicesMax: number;
  /** What is taken for guessing at many people. */
  readonly spraying: {
    readonly wrongMax: number;
    readonly timesUsual: number;
    readonly samePinMax: number;
    /** 0: it is told of, and nobody is refused. */
    readonly brakeSeconds: number;
  } | null;
}

export interface Odds {
  readonly guesses: number;
  /** Chance that so many guesses hit a PIN chosen at random among those allowed. */
  readonly random: number;
  /** The same for whoever tries the most popular allowed PINs first. */
  readonly informed: number;
}

export interface RefusedRule {
  readonly rule: string;
  /** Part of all PINs of this length, from 0 to 1. */
  readonly share: number;
  readonly examples: readonly string[];
}

/** What a policy would mean, before it is in force. */
export interface PolicyPreview {
  readonly policy: Policy;
  /** Sentences on what gets weaker; empty where nothing does. */
  readonly weakens: readonly string[];
  readonly odds: readonly Odds[];
  readonly guessesPerDay: number;
  readonly refused: {
    readonly length: number;
    readonly share: number;
    readonly rules: readonly RefusedRule[];
  };
  readonly pin: { readonly ok: boolean; readonly rule?: string } | null;
}

export function previewPolicy(
  tenant: string,
  policy: Partial<Policy>,
  pin: string | null,
  signal?: AbortSignal,
): Promise<PolicyPreview> {
  const body = { policy, ...(pin !== null && { pin }) };
  return call('POST', path`/tenants/${tenant}/policy/preview`, body, signal);
}
