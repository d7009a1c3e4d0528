import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Say } from './benchmark.ts';
import { sum } from './statistics.ts';

/** Share of all cores that strangers may use during a round that counts. */
const NOISE_MAX = 0.08;
const TRIES_MAX = 3;
const CALM_WAIT_MAX_MS = 20_000;
const GLANCE_MS = 500;

export interface QuietRound<R> {
  readonly say: Say;
  /** CPU seconds so far of what is measured, apart from this very process. */
  readonly serverCpuSeconds: () => Promise<number> | number;
  readonly round: () => Promise<R>;
  /** What a round needs and is not measured; runs before each try. */
  readonly prepare?: () => void;
}

/**
 * Runs a round while nobody else wants the cores, and runs it again when somebody did. Which try
 * counts is decided by the strangers' share alone, never by the result.
 */
export async function quietRound<R>(options: QuietRound<R>): Promise<R> {
  const { say, serverCpuSeconds, round, prepare } = options;
  const own = async () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + (await serverCpuSeconds());
  };
  let best: { readonly result: R; readonly noise: number } | undefined;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    prepare?.();
    await waitForCalm();
    const before = { at: performance.now(), busy: busySeconds(), own: await own() };
    const result = await round();
    const seconds = ((performance.now() - before.at) / 1000) * cpus().length;
    const strangers = busySeconds() - before.busy - ((await own()) - before.own);
    const noise = Math.max(0, strangers / seconds);
    if (best === undefined || noise < best.noise) best = { result, noise };
    if (noise <= NOISE_MAX) return best.result;
    say(`others used ${Math.round(noise * 100)} % of the cores`);
  }
  if (best === undefined) throw new Error('a round was never run');
  say(`NOISY: the quietest try had ${Math.round(best.noise * 100)} % of the cores used by others`);
  return best.result;
}

async function waitForCalm(): Promise<void> {
  const giveUpAt = performance.now() + CALM_WAIT_MAX_MS;
  while (performance.now() < giveUpAt) {
    const before = busySeconds();
    await wait(GLANCE_MS);
    const share = ((busySeconds() - before) * 1000) / (GLANCE_MS * cpus().length);
    if (share < NOISE_MAX) return;
  }
}

/** CPU seconds all processes of the machine have used together. */
function busySeconds(): number {
  return sum(cpus().map(({ times }) => times.user + times.nice + times.sys)) / 1000;
}
