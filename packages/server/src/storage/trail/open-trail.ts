import type { Clock } from '../../core/ports/clock.ts';
import type { Random } from '../../core/ports/random.ts';
import type { Store } from '../../core/ports/store.ts';
import type { TrailCrypto } from '../../core/ports/trail-crypto.ts';
import type { TrailStore } from '../../core/ports/trail-store.ts';
import type { Engine } from '../engine/engine.ts';
import { dropEntries } from './drop-entries.ts';
import { lookIntoTrail } from './read-trail.ts';
import { signTrails } from './sign-trails.ts';
import { WriterLanes } from './writer-lanes.ts';

export interface TrailParts {
  readonly engine: Engine;
  readonly store: Pick<Store, 'readFact' | 'claimFact'>;
  readonly crypto: TrailCrypto;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

/** Names the fact that names the chain of this database. Filled by an import, it goes on with it. */
export const CHAIN_FACT = 'audit-chain';
const NAME_LENGTH = 10;

/** From now on the engine chains every entry of the audit trail that it writes. */
export async function openTrail(parts: TrailParts): Promise<TrailStore> {
  const { engine, store, crypto, clock, random } = parts;
  // Long enough that two lanes of a tenant never have the same one, short because rows repeat it.
  const newName = () => random.token().slice(0, NAME_LENGTH);
  await store.claimFact(CHAIN_FACT, new TextEncoder().encode(newName()));
  const chain = new TextDecoder().decode((await store.readFact(CHAIN_FACT)) ?? new Uint8Array());
  const now = () => clock.now();
  engine.sealWith(() => new WriterLanes({ chain, crypto, now, newLane: newName }));
  return {
    ...lookIntoTrail(engine),
    signTrails: (at) => signTrails(engine, { chain, crypto }, at),
    dropEntries: (tenant, before, at) =>
      dropEntries(engine, { chain, crypto }, { tenant, before, at }),
  };
}
