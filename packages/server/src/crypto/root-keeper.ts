import { randomBytes } from 'node:crypto';
import type { RootsInForce } from '../core/model/key-rotation.ts';
import type { KeyRoot, KeyRoots } from '../core/ports/key-roots.ts';
import type { Keyring, KeyringContent } from './keyring.ts';
import type { KeyringSource } from './keyring-source.ts';
import { ROOT_BYTES } from './keyring-text.ts';
import { readHeader } from './sealed-header.ts';
import type { TenantKeyring } from './tenant-keyring.ts';

/** Values under roots nobody has must not make us read the keyring's place again and again. */
const LOOK_EVERY_MS = 1_000;

export interface RootKeeperParts {
  readonly keyring: Keyring;
  readonly source: KeyringSource;
  readonly now: () => number;
}

/** A {@link KeyRoots}, and what reads a place anew when a value names a root that is not here. */
export interface RootKeeper extends Omit<KeyRoots, 'isCurrent' | 'isUnder' | 'forgetTenants'> {
  lookFor(rootId: string): Promise<void>;
}

/**
 * Keeps the keyring in memory and the one at its place together. What changes one of them runs alone:
 * two changes that overlap would write over each other. Each starts from what the place holds now, for
 * another node may share it.
 */
export function createRootKeeper({ keyring, source, now }: RootKeeperParts): RootKeeper {
  let last: Promise<unknown> = Promise.resolve();
  let looked = Number.NEGATIVE_INFINITY;
  const alone = <R>(work: () => Promise<R>): Promise<R> => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
  const readPlace = async (): Promise<KeyringContent> => {
    const content = await source.read();
    if (content === null) throw new Error(`The keyring ${source.describe} is missing.`);
    return content;
  };
  /** Takes new roots over; which one is active, and which are retired, the place does not say. */
  const reload = async (): Promise<KeyringContent> => {
    const placed = await readPlace();
    const { active, retired = [] } = keyring.content;
    const gone = [...new Set([...retired, ...(placed.retired ?? [])])].filter(
      (id) => id !== active,
    );
    keyring.replace({ ...placed, active, retired: gone });
    return placed;
  };
  return {
    place: source.describe,
    list: () => listRoots(keyring.content),
    fingerprints: () => keyring.fingerprints(),
    reload: () => alone(async () => void (await reload())),

    addStandby: () =>
      alone(async () => {
        const placed = await reload();
        const id = nextId(placed);
        const root = { id, secret: randomBytes(ROOT_BYTES) };
        const standby = [...(placed.standby ?? []), id];
        const content = { ...placed, roots: [...placed.roots, root], standby };
        await source.write(content);
        await reload();
        return id;
      }),

    follow: (roots) =>
      alone(async () => {
        const active = roots.active ?? keyring.activeId;
        if (!keyring.has(active)) await reload();
        if (!keyring.has(active)) throw new Error(missing(source, active, keyring.content));
        keyring.replace(inForce(keyring.content, { ...roots, active }));
        // Whether its place says the same is for the next start; what counts now is in memory.
        return placeFollows(source, { ...roots, active }).catch(() => false);
      }),

    async lookFor(rootId) {
      if (keyring.has(rootId) || now() - looked < LOOK_EVERY_MS) return;
      looked = now();
      await alone(reload).catch(() => undefined);
    },
  };
}

/** The same with what depends on keys of tenants. */
export function withTenants(
  { lookFor: _lookFor, ...keeper }: RootKeeper,
  tenants: Pick<TenantKeyring, 'of' | 'forget' | 'activeId'>,
): KeyRoots {
  return {
    ...keeper,
    async isCurrent(tenant, sealed) {
      const header = readHeader(sealed);
      const { format, shredded } = await tenants.of(tenant);
      if (shredded) return true;
      return header?.rootId === tenants.activeId && header.format === format;
    },
    async isUnder(root, tenant, sealed) {
      if (readHeader(sealed)?.rootId !== root) return false;
      return (await tenants.of(tenant)).shredded !== true;
    },
    forgetTenants: () => tenants.forget(),
  };
}

function listRoots({ active, roots, standby = [], retired = [] }: KeyringContent): KeyRoot[] {
  const stateOf = (id: string): KeyRoot['state'] => {
    if (id === active) return 'active';
    return standby.includes(id) ? 'standby' : 'opening';
  };
  return [
    ...roots.map(({ id }) => ({ id, state: stateOf(id) })),
    ...retired.map((id) => ({ id, state: 'retired' as const })),
  ];
}

type Named = Pick<RootsInForce, 'retired'> & { readonly active: string };

function inForce(content: KeyringContent, { active, retired }: Named): KeyringContent {
  const gone = [...new Set([...(content.retired ?? []), ...retired])];
  return {
    ...content,
    active,
    roots: content.roots.filter(({ id }) => !gone.includes(id)),
    standby: (content.standby ?? []).filter((id) => id !== active && !gone.includes(id)),
    retired: gone,
  };
}

/** Writes only where it says something else: a place that cannot be written to may be right already. */
async function placeFollows(source: KeyringSource, named: Named): Promise<boolean> {
  const placed = await source.read();
  if (placed === null) return false;
  const wanted = inForce(placed, named);
  if (isSame(placed, wanted)) return true;
  await source.write(wanted);
  return true;
}

function isSame(one: KeyringContent, other: KeyringContent): boolean {
  const shape = ({ active, roots, standby = [], retired = [] }: KeyringContent) =>
    JSON.stringify([active, roots.map(({ id }) => id), standby, [...retired].toSorted()]);
  return shape(one) === shape(other);
}

/** `k1`, `k2`, `k3`: never one that was there before. */
function nextId({ roots, retired = [] }: KeyringContent): string {
  const ids = [...roots.map(({ id }) => id), ...retired];
  const numbers = ids.map((id) => Number(/^k(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `k${Math.max(0, ...numbers) + 1}`;
}

function missing({ describe }: KeyringSource, root: string, { retired }: KeyringContent): string {
  if (retired?.includes(root) === true) {
    return (
      `The data is under root key ${root}, which was retired: it is older than that. ` +
      `Put back the keyring of that time, or newer data. Nothing in ${describe} opens it.`
    );
  }
  return (
    `The data is under root key ${root}, which the keyring ${describe} does not have. ` +
    'Copy it from the node where the rotation was started.'
  );
}
