import type { Command } from '../history/operation.ts';
import type { FaultNode } from '../node/start-node.ts';
import type { Client } from './client.ts';
import { drawPin, type Subject } from './subject.ts';

/** The people of one round. */
export interface Cast {
  /** Only guessed at, by many at once. */
  readonly targets: readonly Subject[];
  /** Change their PINs, one change after the other. */
  readonly owners: readonly Subject[];
  /** Everything at once: right and wrong guesses, changes and unlocks. */
  readonly mixed: readonly Subject[];
}

export interface Load {
  readonly client: Client;
  /** A node to ask next; any of those that run. */
  readonly node: () => FaultNode;
  /** Called after each answer that told something. */
  readonly answered: () => void;
  /** Whether to begin no more. */
  readonly over: () => boolean;
}

const GUESSERS = 4;
const GUESSES_EACH = 3;
const PARTIES = 3;
const MIXED_EACH = 6;

/** Keeps everybody busy until it is over or all is asked. */
export async function runLoad(load: Load, cast: Cast): Promise<void> {
  const { targets, owners, mixed } = cast;
  await Promise.all([
    ...targets.flatMap((subject) => times(GUESSERS, () => guess(load, subject))),
    ...owners.map((subject) => keepChanging(load, subject)),
    ...mixed.flatMap((subject) => times(PARTIES, () => doAnything(load, subject))),
  ]);
}

async function guess(load: Load, subject: Subject): Promise<void> {
  for (let count = 0; count < GUESSES_EACH && !load.over(); count += 1) {
    await ask(load, subject, { kind: 'verify', pin: subject.wrongPin });
  }
}

/** Goes on as long as the load does; of what nobody knows, it is judged afterwards. */
async function keepChanging(load: Load, subject: Subject): Promise<void> {
  while (!load.over() && subject.pending.length < 2) {
    // After an unknown change it is not known which PIN counts: a verify tells.
    const [unheard] = subject.pending;
    if (unheard !== undefined) {
      const outcome = await ask(load, subject, { kind: 'verify', pin: unheard });
      if (outcome !== 'verified') return;
      subject.known = unheard;
      subject.pending = [];
    }
    await ask(load, subject, { kind: 'change', pin: subject.known, newPin: drawPin() });
  }
}

async function doAnything(load: Load, subject: Subject): Promise<void> {
  for (let count = 0; count < MIXED_EACH && !load.over(); count += 1) {
    await ask(load, subject, anyCommand(subject));
  }
}

function anyCommand(subject: Subject): Command {
  const { known, pending, wrongPin } = subject;
  const pin = Math.random() < 0.3 ? (pending.at(-1) ?? known) : known;
  const chance = Math.random();
  if (chance < 0.4) return { kind: 'verify', pin: wrongPin };
  if (chance < 0.65) return { kind: 'verify', pin };
  if (chance < 0.85) return { kind: 'change', pin, newPin: drawPin() };
  return { kind: 'unlock' };
}

async function ask({ client, node, answered }: Load, subject: Subject, command: Command) {
  const outcome = await client.ask(node(), subject, command);
  if (outcome !== undefined) answered();
  return outcome;
}

function times(count: number, start: () => Promise<void>): readonly Promise<void>[] {
  return Array.from({ length: count }, start);
}
