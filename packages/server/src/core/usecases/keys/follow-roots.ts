import { livingNodes, type RootsInForce } from '../../model/key-rotation.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Store } from '../../ports/store.ts';
import { rootsInForce } from './roots-in-force.ts';

export interface FollowPorts extends Pick<Ports, 'sealer' | 'roots'> {
  readonly store: Pick<Store, 'readFact'>;
}

export interface Followed {
  readonly revision: number;
  /** Whether the keyring's place says the same as memory; where not, the next start has to be told. */
  readonly placed: boolean;
}

/**
 * Does what the database says about the roots, where that is news. Throws when the root in force is
 * not here: this node could open nothing that the others seal from now on.
 */
export async function followRoots(ports: FollowPorts, before: Followed | null): Promise<Followed> {
  const named: RootsInForce = await rootsInForce(ports);
  if (named.revision === before?.revision) return before;
  if (named.revision === 0) return { revision: 0, placed: true };
  const placed = await ports.roots.follow(named);
  ports.roots.forgetTenants();
  return { revision: named.revision, placed };
}

/** Says to the other nodes that this one lives, which roots it has, and how far it has followed. */
export function noteNode(
  { store, roots, clock }: Pick<Ports, 'store' | 'roots' | 'clock'>,
  id: string,
  { revision }: Followed,
): Promise<void> {
  const seenAt = clock.now();
  return store.noteNode({ id, roots: roots.fingerprints(), revision, seenAt });
}

/** Whether another node has a root that this one does not: then it may have been copied here as well. */
export async function meetsNewRoot({
  store,
  roots,
  clock,
}: Pick<Ports, 'store' | 'roots' | 'clock'>): Promise<boolean> {
  const known = roots.list().map(({ id }) => id);
  const living = livingNodes(await store.listNodes(), clock.now());
  return living.some((node) => Object.keys(node.roots).some((id) => !known.includes(id)));
}

/** Nodes that live and have not followed as far as this. */
export async function nodesBehind(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  revision: number,
): Promise<readonly string[]> {
  const living = livingNodes(await store.listNodes(), clock.now());
  return living.filter((node) => node.revision < revision).map(({ id }) => id);
}
