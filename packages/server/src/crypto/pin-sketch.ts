import { hash, randomBytes, randomFillSync, randomInt } from 'node:crypto';
import type { PinSketch, TypedGuess } from '../core/ports/guess-watch.ts';
import { CELLS, TenantSketch } from './tenant-sketch.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Tenants that are remembered; of more, the one without a guess for longest is forgotten. */
const TENANTS_MAX = 1024;
const KEY_BYTES = 32;
/** The key, and behind it what is digested; of more than that the beginning counts. */
const SCRATCH_BYTES = 1024;
/** Of that, room for whose guess it is; what was typed always counts. */
const ABOUT_MAX_BYTES = 640;
/** By so much, drawn at every turn of an hour, the number of people is more than was asked for. */
const NOISE = 0.25;

/**
 * Whether one wrong PIN was tried on many people of a tenant, for an hour or two back.
 *
 * A keyed digest of four digits is an oracle for whoever has its key, so there is as little as will do: the
 * key is made by this process, is in its memory only, and is forgotten with everything made under it
 * after a day. What is kept are 64 cells a tenant, so a cell stands for some 150 four-digit PINs, and
 * of a cell only about how many people. The answer is one bit a tenant, with a limit that is drawn
 * anew every hour, so that nobody finds out by guessing along which PIN others try.
 *
 * Each process has a sketch of its own: a guesser who goes to many nodes is seen by each with a part
 * of the guesses.
 */
export function createPinSketch(elapsed: () => number = () => performance.now()): PinSketch {
  const tenants = new Map<string, TenantSketch>();
  const keyed = randomBytes(SCRATCH_BYTES);
  let seed = randomInt(2 ** 32);
  let margin = drawMargin();
  let dayEnds = elapsed() + DAY_MS;
  let hourEnds = elapsed() + HOUR_MS;

  function keepTime(): void {
    const now = elapsed();
    if (now >= dayEnds) {
      randomFillSync(keyed);
      seed = randomInt(2 ** 32);
      tenants.clear();
      dayEnds = now + DAY_MS;
    }
    if (now < hourEnds) return;
    // Nobody guessed for more than an hour: what there is is of neither of the latest two.
    if (now >= hourEnds + HOUR_MS) tenants.clear();
    for (const [name, sketch] of tenants) if (sketch.turn()) tenants.delete(name);
    margin = drawMargin();
    hourEnds = now + HOUR_MS;
  }

  function sketchOf(tenant: string): TenantSketch {
    const sketch = tenants.get(tenant) ?? new TenantSketch();
    // The one used last comes last.
    tenants.delete(tenant);
    tenants.set(tenant, sketch);
    const [oldest] = tenants.keys();
    if (tenants.size > TENANTS_MAX && oldest !== undefined) tenants.delete(oldest);
    return sketch;
  }

  function cellOf({ tenant, purpose, secret }: TypedGuess): number {
    keepTime();
    // Lengths first: no two of these write the same bytes.
    const typed = secret.bytes();
    const about = `${typed.length}:${tenant.length}:${tenant}${purpose}`;
    // A digest that begins with the key, in one call: an HMAC object costs ten times as much, for
    // every guess. Nobody sees more of it than six bits, by their effect.
    const typedFrom = KEY_BYTES + keyed.write(about, KEY_BYTES, ABOUT_MAX_BYTES);
    keyed.set(typed.subarray(0, SCRATCH_BYTES - typedFrom), typedFrom);
    const end = Math.min(typedFrom + typed.length, SCRATCH_BYTES);
    const digest = hash('sha256', keyed.subarray(0, end), 'buffer');
    keyed.fill(0, KEY_BYTES, end);
    return (digest[0] ?? 0) % CELLS;
  }

  return {
    cellOf,
    note(guess, most) {
      keepTime();
      const sketch = sketchOf(guess.tenant);
      const person = hashOf(`${guess.purpose}:${guess.subject}`, seed);
      const stoodOut = guess.wrong
        ? sketch.add(guess.cell, person, most * margin)
        : sketch.look(guess.cell, person);
      // Told once: the next time takes as many people anew.
      if (stoodOut) tenants.delete(guess.tenant);
      return stoodOut;
    },
    forget(tenant) {
      tenants.delete(tenant);
    },
  };
}

function drawMargin(): number {
  return 1 + (NOISE * randomInt(1000)) / 1000;
}

/** FNV-1a from a secret start: spreads people over bits, and nobody can choose whose bits coincide. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
