import { Fault } from '../../fault.ts';
import { NO_ROOTS_NAMED, ROOTS_FACT, type RootsInForce } from '../../model/key-rotation.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Sealer } from '../../ports/sealer.ts';
import type { Store } from '../../ports/store.ts';

interface StoredRoots {
  readonly roots: RootsInForce;
  readonly mac: string;
}

/**
 * The fact, with a keyed digest over it. Whoever can write to the database could otherwise have every
 * node throw a root away that is needed, by calling it retired.
 */
export async function writeRoots(
  sealer: Pick<Sealer, 'digest'>,
  roots: RootsInForce,
): Promise<Uint8Array> {
  const stored: StoredRoots = { roots, mac: await macOf(sealer, roots) };
  return new TextEncoder().encode(JSON.stringify(stored));
}

/** Throws the fault `integrity` for what no server with this keyring wrote. */
export async function readRoots(
  sealer: Pick<Sealer, 'digest'>,
  fact: Uint8Array | null,
): Promise<RootsInForce> {
  if (fact === null) return NO_ROOTS_NAMED;
  const { roots, mac } = parse(fact);
  const { revision, active, retired } = roots;
  if (mac !== (await macOf(sealer, { revision, active, retired }))) throw altered();
  return { revision, active, retired };
}

/** Reads it from the store. */
export async function rootsInForce({
  store,
  sealer,
}: Pick<Ports, 'sealer'> & { readonly store: Pick<Store, 'readFact'> }): Promise<RootsInForce> {
  return readRoots(sealer, await store.readFact(ROOTS_FACT));
}

function macOf(sealer: Pick<Sealer, 'digest'>, roots: RootsInForce): Promise<string> {
  const { revision, active, retired } = roots;
  const text = JSON.stringify([revision, active, retired]);
  return sealer.digest({ tenant: '', label: ROOTS_FACT, binding: [] }, text);
}

function parse(fact: Uint8Array): StoredRoots {
  try {
    const { roots, mac } = JSON.parse(new TextDecoder().decode(fact)) as StoredRoots;
    const { revision, active, retired } = roots;
    const isWhole = Number.isSafeInteger(revision) && Array.isArray(retired);
    if (isWhole && (active === null || typeof active === 'string')) return { roots, mac };
  } catch {
    // Told below: not even its form is ours.
  }
  throw altered();
}

function altered(): Fault {
  return new Fault('integrity', 'Stored data failed its integrity check.', {
    internal: `the fact ${ROOTS_FACT} was not written with this keyring`,
  });
}
