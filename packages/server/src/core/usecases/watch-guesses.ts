import type { Call } from '../model/call.ts';
import { MINUTE_MS, SECOND_MS } from '../model/instant.ts';
import { OPERATORS_TENANT } from '../model/operator.ts';
import {
  type Brake,
  brakeInForce,
  countGuesses,
  type GuessCounts,
  letThrough,
  NO_GUESSES,
  type SeenGuesses,
  type SprayingRule,
  seenLately,
} from '../model/spraying.ts';
import type { GuessAbout, GuessEnd, GuessWatch, PinSketch } from '../ports/guess-watch.ts';
import type { Ports } from '../ports/ports.ts';
import { storeGuesses } from './store-guesses.ts';

export interface GuessWatchParts extends Pick<Ports, 'store' | 'clock' | 'random'> {
  readonly sketch: PinSketch;
  /** Runs something after the call under way was answered. */
  readonly later: (work: () => void) => void;
  /** Sources that no brake holds back; they are counted all the same. */
  readonly isUnlimited: Ports['isUnlimited'];
  /** Hears of each guess the brake refused. */
  readonly onRefused?: (tenant: string) => void;
  /** Hears of what went wrong with telling the store; what was seen is told the next time. */
  readonly onFailure?: (error: unknown) => void;
}

/** A watch that tells the store what it saw, and hears there what others did. */
export interface GuessWatcher extends GuessWatch {
  /** To be called every few seconds: that is how late other nodes hear of a brake. */
  exchange(): Promise<void>;
}

/** What this process knows about a tenant. */
interface Watched {
  counts: GuessCounts;
  rule: SprayingRule;
  /** Seen here and not told yet. */
  seen: SeenGuesses;
  /** Guesses of strangers under way that the brake let through: each may turn out wrong. */
  underWay: number;
  telling: Promise<void> | null;
  /** How often this process told of it: what was read before the latest time is older. */
  told: number;
}

const NOTHING_SEEN: SeenGuesses = { wrong: 0, refused: 0, samePin: false };
/** Changes of other nodes are looked for this far back: their clocks may differ. */
const LOOK_BACK_MS = 10 * MINUTE_MS;

/** Of a tenant that has the watch switched off, and of operators, whose sources are limited. */
const UNWATCHED = { knownOnly: false, ended: () => undefined } as const;

/** Counts in memory, and tells the store in one write for many guesses. */
export function createGuessWatch(parts: GuessWatchParts): GuessWatcher {
  const { store, clock, sketch, later, onRefused, onFailure } = parts;
  const watched = new Map<string, Watched>();
  /** Of tenants nobody guessed in here yet: a brake is in force for the first guess already. */
  const heard = new Map<string, GuessCounts>();
  let hasHeard = false;

  function of(tenant: string, rule: SprayingRule): Watched {
    const known = watched.get(tenant);
    if (known !== undefined) {
      known.rule = rule;
      return known;
    }
    const counts = heard.get(tenant) ?? NO_GUESSES;
    const made = { counts, rule, seen: NOTHING_SEEN, underWay: 0, telling: null, told: 0 };
    watched.set(tenant, made);
    heard.delete(tenant);
    return made;
  }

  async function tell(tenant: string, state: Watched): Promise<void> {
    if (state.telling !== null || state.seen === NOTHING_SEEN) return;
    state.telling = tellNow(tenant, state).finally(() => {
      state.telling = null;
      state.told += 1;
    });
    await state.telling;
  }

  async function tellNow(tenant: string, state: Watched): Promise<void> {
    const { seen, rule } = state;
    // In force here before it is stored: guesses that come meanwhile are not to slip through.
    state.counts = countGuesses(state.counts, seen, rule, clock.now());
    state.seen = NOTHING_SEEN;
    try {
      state.counts = await storeGuesses(parts, tenant, { seen, rule });
    } catch (error) {
      // Not known whether it was written: counted twice is the safe side.
      state.seen = add(state.seen, seen);
      onFailure?.(error);
    }
  }

  /** `cell`: of the sketch; `null` for what nobody typed. */
  function note(
    tenant: string,
    state: Watched,
    { subject, purpose, cell }: Pick<GuessAbout, 'subject' | 'purpose'> & { cell: number | null },
    end: GuessEnd,
  ): void {
    const wrong = end === 'wrong';
    if (cell !== null) {
      const guess = { tenant, subject, purpose, cell, wrong };
      const isSame = sketch.note(guess, state.rule.samePinMax);
      if (isSame) state.seen = add(state.seen, { ...NOTHING_SEEN, samePin: true });
    }
    // The first sign of it is told at once; what follows can wait for the next exchange.
    if (wrong && beginsBrake(state, clock.now())) void tell(tenant, state);
  }

  return {
    begin(call, about) {
      const rule = call.tenant.policy.spraying;
      const tenant = call.tenant.id;
      if (rule === null || tenant === OPERATORS_TENANT) return UNWATCHED;
      const state = of(tenant, rule);
      const brake = brakeFor(parts, call, state);
      const isHeld = brake !== null && !about.hasDevice;
      if (isHeld && isFull(state, clock.now())) {
        state.seen = add(state.seen, { ...NOTHING_SEEN, refused: 1 });
        onRefused?.(tenant);
        return { waitSeconds: MINUTE_MS / SECOND_MS };
      }
      if (isHeld) state.underWay += 1;
      return {
        knownOnly: brake !== null && !isHeld,
        ended(end) {
          // In one step: between the two counts nobody slips through.
          if (isHeld) state.underWay -= 1;
          if (end === 'wrong') state.seen = add(state.seen, { ...NOTHING_SEEN, wrong: 1 });
          const { subject, purpose, secret } = about;
          // Now: what was typed is overwritten when the call is over.
          const cell = secret === null ? null : sketch.cellOf({ tenant, purpose, secret });
          later(() => note(tenant, state, { subject, purpose, cell }, end));
        },
      };
    },

    look(tenant) {
      const counts = watched.get(tenant)?.counts ?? heard.get(tenant) ?? NO_GUESSES;
      return { counts, brake: brakeInForce(counts, clock.now()) };
    },

    learn(tenant, counts) {
      const state = watched.get(tenant);
      if (state === undefined) heard.set(tenant, counts);
      else Object.assign(state, { counts, seen: NOTHING_SEEN, told: state.told + 1 });
      sketch.forget(tenant);
    },

    async exchange() {
      await Promise.all([...watched].map(([, { telling }]) => telling));
      await Promise.all([...watched].map(([tenant, state]) => tell(tenant, state)));
      const before = new Map([...watched].map(([tenant, { told }]) => [tenant, told]));
      const since = hasHeard ? clock.now() - LOOK_BACK_MS : 0;
      const changed = await store.listGuesses(since);
      hasHeard = true;
      for (const [tenant, counts] of changed) {
        const state = watched.get(tenant);
        if (state === undefined) {
          heard.set(tenant, counts);
          continue;
        }
        if (state.telling !== null || state.told !== (before.get(tenant) ?? 0)) continue;
        // Ended by staff at another node: what this one remembers of PINs is no sign any more.
        if (state.counts.brake !== null && counts.brake === null) sketch.forget(tenant);
        state.counts = counts;
      }
    },
  };
}

/** The brake that holds this call back. */
function brakeFor(
  { clock, isUnlimited }: GuessWatchParts,
  { source }: Call,
  { counts, rule }: Watched,
): Brake | null {
  if (rule.brakeMs === 0 || isUnlimited(source)) return null;
  return brakeInForce(counts, clock.now());
}

/** Whether all that is let through was used up, those under way included: charged before compared. */
function isFull({ counts, rule, seen, underWay }: Watched, now: number): boolean {
  return seenLately(counts, now).wrong + seen.wrong + underWay >= letThrough(counts, rule);
}

function beginsBrake({ counts, seen, rule }: Watched, now: number): boolean {
  if (brakeInForce(counts, now) !== null) return false;
  return brakeInForce(countGuesses(counts, seen, rule, now), now) !== null;
}

function add(one: SeenGuesses, other: SeenGuesses): SeenGuesses {
  return {
    wrong: one.wrong + other.wrong,
    refused: one.refused + other.refused,
    samePin: one.samePin || other.samePin,
  };
}
