import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEFAULT_HASH_COST } from '../../../packages/server/src/compose.ts';
import { argon2Ceiling } from '../../ceiling/argon2-ceiling.ts';
import { type Benchmark, repeat, type Say } from '../../measure/benchmark.ts';
import { quietRound } from '../../measure/quiet-round.ts';
import { sum } from '../../measure/statistics.ts';
import { withBetterAuth } from './better-auth.ts';
import { drawPeers } from './draw-peers.ts';
import { judgePeers, type Measured } from './judge-peers.ts';
import { withOpenLdap } from './openldap.ts';
import { withParseServer } from './parse-server.ts';
import { type Peer, withPeers } from './peer.ts';
import { withPintumbler } from './pintumbler.ts';
import { ROUNDS, TIME } from './terms.ts';

const PLOT = fileURLToPath(new URL('../../../docs/reference/peers.svg', import.meta.url));

/** What people would otherwise use, on the same machine with the same cost of a hash. */
export const peers: Benchmark = {
  name: 'peers',
  run: (say) =>
    withPeers(
      [withPintumbler, withBetterAuth, withParseServer, withOpenLdap],
      say,
      async ([ours, ...others]) => {
        if (ours === undefined) throw new Error('there is nobody to compare with');
        const measured = await measure([ours, ...others], say);
        writeFileSync(PLOT, drawPeers(measured));
        return judgePeers(measured);
      },
    ),
};

/** Everybody in turns, so that a slow minute of the machine hits all of them. */
async function measure(all: readonly Peer[], say: Say): Promise<Measured> {
  const serverCpuSeconds = async () =>
    sum(await Promise.all(all.map(({ cpuSeconds }) => cpuSeconds())));
  const quietly = (round: () => Promise<number>) => quietRound({ say, serverCpuSeconds, round });
  const rounds = await repeat(ROUNDS, say, async () => ({
    bare: await quietly(() => argon2Ceiling(DEFAULT_HASH_COST, TIME.measureMs)),
    peers: await inOrder(all, async ({ signIns, storms }) => ({
      rate: await quietly(signIns),
      evaluated: await inOrder(storms, ({ raise }) => raise()),
    })),
  }));
  const [ours, ...others] = all.map((peer, at) => ({
    peer,
    rates: rounds.map((round) => round.peers[at]?.rate ?? Number.NaN),
    storms: peer.storms.map(({ how }, storm) => ({
      how,
      evaluated: rounds.map((round) => round.peers[at]?.evaluated[storm] ?? Number.NaN),
    })),
  }));
  if (ours === undefined) throw new Error('nobody was measured');
  return { bare: rounds.map(({ bare }) => bare), ours, others };
}

async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>) {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
