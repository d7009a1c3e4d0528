import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEFAULT_HASH_COST } from '../../../packages/server/src/compose.ts';
import { withTempDir } from '../../measure/temp-dir.ts';
import { hear, withChild } from '../../server/with-child.ts';
import { GUESSES_MAX } from './terms.ts';

/** What a peer's program says when it is asked, since its start. */
export interface PeerFigures {
  readonly cpuSeconds: number;
  /** Secrets compared. */
  readonly evaluated: number;
}

export interface PeerProcess<Ready> {
  readonly ready: Ready;
  readonly figures: () => Promise<PeerFigures>;
  readonly cpuSeconds: () => Promise<number>;
}

/** Runs a program of bench/peers for `work`, with data of its own and what is the same for all. */
export function withPeerProcess<Ready, R>(
  program: string,
  options: Readonly<Record<string, unknown>>,
  work: (process: PeerProcess<Ready>) => Promise<R>,
): Promise<R> {
  const entry = fileURLToPath(new URL(`../../peers/${program}`, import.meta.url));
  return withTempDir((dataDir) => {
    const terms = { dataDir, cost: DEFAULT_HASH_COST, guessesMax: GUESSES_MAX };
    return withChild(entry, { ...terms, ...options }, async (child) => {
      const ready = await hear<Ready>(child);
      const figures = () => askFigures(child);
      return work({ ready, figures, cpuSeconds: async () => (await figures()).cpuSeconds });
    });
  });
}

async function askFigures(child: ChildProcess): Promise<PeerFigures> {
  child.send('figures');
  return hear<PeerFigures>(child);
}

/** How often a secret was compared while `work` ran. */
export async function evaluatedDuring(
  { figures }: Pick<PeerProcess<unknown>, 'figures'>,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = (await figures()).evaluated;
  await work();
  return (await figures()).evaluated - before;
}

/** The version that is installed, not the one that was asked for. */
export function versionOf(packageName: string): string {
  const file = new URL(`../../peers/node_modules/${packageName}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
