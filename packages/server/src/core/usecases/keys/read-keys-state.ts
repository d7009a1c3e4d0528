import { type KeyRotation, livingNodes, type NodeNote } from '../../model/key-rotation.ts';
import type { KeyRoot } from '../../ports/key-roots.ts';
import type { Ports } from '../../ports/ports.ts';

export interface KeysState {
  /** Where this node keeps its keyring. */
  readonly place: string;
  readonly roots: readonly KeyRoot[];
  /** The newest; `null`: there was none yet. */
  readonly rotation: KeyRotation | null;
  /** Nodes on this database that said something lately; empty where one process owns it. */
  readonly nodes: readonly NodeNote[];
}

/** How things stand with the keys, without anything secret. */
export async function readKeysState({
  store,
  roots,
  clock,
}: Pick<Ports, 'store' | 'roots' | 'clock'>): Promise<KeysState> {
  const rotation = await store.readRotation();
  const nodes = livingNodes(await store.listNodes(), clock.now());
  return { place: roots.place, roots: roots.list(), rotation, nodes };
}
