/** Why a new PIN is refused. */
export type PolicyRule =
  | 'format'
  | 'length'
  | 'repeated'
  | 'sequence'
  | 'year'
  | 'date'
  | 'keypad'
  | 'common'
  | 'personal'
  | 'same_as_current'
  | 'history';

/** What the tenant demands of PINs, and how many guesses it grants. */
export interface Policy {
  readonly minLength: number;
  readonly maxLength: number;
  readonly blocklist: boolean;
  readonly history: number;
  readonly maxAgeDays: number | null;
  readonly attemptsMax: number;
  readonly failuresMax: number;
  readonly questionsMin: number;
  /** Of the first, second, ... lock; the last one repeats. */
  readonly lockDurationsSeconds: readonly number[];
  readonly rolling: { readonly attemptsMax: number; readonly windowSeconds: number } | null;
  readonly lockExtension: { readonly bySeconds: number; readonly maxSeconds: number } | null;
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

export type PolicyAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly rule: PolicyRule };
