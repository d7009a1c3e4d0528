import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config/settings.ts';
import type { Core } from '../core/core.ts';
import type { KeyRoots } from '../core/ports/key-roots.ts';
import type { Ports } from '../core/ports/ports.ts';
import type { Store } from '../core/ports/store.ts';
import { hasKeys } from '../core/usecases/check-keys.ts';
import {
  type Followed,
  followRoots,
  meetsNewRoot,
  noteNode,
} from '../core/usecases/keys/follow-roots.ts';
import { Keyring } from '../crypto/keyring.ts';
import { chooseKeyringSource, waitingAtStart } from '../crypto/keyring-sources/choose-source.ts';
import { openKeyring } from '../crypto/open-keyring.ts';
import { createRootKeeper, withTenants } from '../crypto/root-keeper.ts';
import { TenantKeyring } from '../crypto/tenant-keyring.ts';
import type { Log } from '../observability/log.ts';

/** How soon a node does what another one said about the roots. */
const FOLLOW_EVERY_MS = 1_000;
/** How often a node says that it lives, where it has no news. */
const NOTE_EVERY_MS = 4_000;
/** How often a node that misses a root of another looks into its keyring: that may be a key service. */
const RELOAD_EVERY_MS = 5_000;
/** How often somebody looks whether there is a rotation, or a tenant, to go on with. */
const WORK_EVERY_MS = 1_000;
/** Work in the background takes as long a rest as it worked, so that requests come first. */
const REST_MIN_MS = 2;

/** What of the data says which keys it needs. */
type KeyData = Pick<Store, 'readFact' | 'findTenantKey'>;

export interface Keys {
  readonly keyring: Keyring;
  /** What seals and opens: with the keys of tenants. */
  readonly tenants: TenantKeyring;
  readonly roots: KeyRoots;
}

/** Opens the keyring of a configuration, and adds the keys of tenants that lie in its data. */
export async function openKeys(config: Config, data: KeyData, log: Log): Promise<Keys> {
  const patience = waitingAtStart((text) => log.warn({}, text));
  const source = chooseKeyringSource(config, patience);
  const keyring = await openKeyring(source, await hasKeys(data));
  return assembleKeys({ keyring, source, store: data });
}

/** Makes a root that waits for a rotation, in the keyring of a configuration. Throws where there is none. */
export async function addRoot(
  config: Config,
): Promise<{ readonly root: string; readonly keyring: string }> {
  const source = chooseKeyringSource(config);
  const content = await source.read();
  if (content === null) throw new Error(`There is no keyring at ${source.describe}.`);
  const waiting = content.standby?.[0];
  if (waiting !== undefined) {
    throw new Error(`Root ${waiting} waits in ${source.describe} already: pintumbler keys rotate.`);
  }
  const now = () => performance.now();
  const keeper = createRootKeeper({ keyring: new Keyring(content), source, now });
  return { root: await keeper.addStandby(), keyring: source.describe };
}

export interface KeyParts {
  readonly keyring: Keyring;
  readonly source: Parameters<typeof createRootKeeper>[0]['source'];
  readonly store: Pick<Store, 'findTenantKey'>;
}

/** The same with a keyring that is open. */
export function assembleKeys({ keyring, source, store }: KeyParts): Keys {
  const now = () => performance.now();
  const keeper = createRootKeeper({ keyring, source, now });
  const { lookFor } = keeper;
  const findTenantKey = (tenant: string) => store.findTenantKey(tenant);
  const tenants = new TenantKeyring({ keyring, findTenantKey, lookFor, now });
  return { keyring, tenants, roots: withTenants(keeper, tenants) };
}

export interface KeyWorkParts {
  readonly core: Pick<Core, 'keys'>;
  readonly ports: Pick<Ports, 'store' | 'sealer' | 'roots' | 'clock'>;
  /** What this start has followed already. */
  readonly followed: Followed;
  /** Name of this node among those on the same data. */
  readonly node: string;
  /** Whether no other process can be on the same data. */
  readonly alone: boolean;
  readonly log: Log;
}

/**
 * Follows what is said about the roots, works on rotations, and removes what is left of deleted tenants,
 * until it is stopped; that waits for the step under way.
 */
export function startKeyWork(parts: KeyWorkParts): () => Promise<void> {
  const stopping = new AbortController();
  const loops = [
    repeat(WORK_EVERY_MS, () => workUntilIdle(parts, stopping.signal), parts.log, stopping.signal),
    ...(parts.alone ? [] : [follow(parts, stopping.signal)]),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(loops);
    if (!parts.alone) await parts.ports.store.dropNode(parts.node).catch(() => undefined);
  };
}

async function follow(parts: KeyWorkParts, stop: AbortSignal): Promise<void> {
  const { ports, log, node } = parts;
  let followed = parts.followed;
  let reloadedAt = Number.NEGATIVE_INFINITY;
  let noted = { has: '', at: 0 };
  const turn = async () => {
    const before = followed;
    if (performance.now() - reloadedAt > RELOAD_EVERY_MS && (await meetsNewRoot(ports))) {
      reloadedAt = performance.now();
      // Where it is not here yet, or the place does not answer, the next look may be luckier.
      await ports.roots.reload().catch(() => undefined);
    }
    followed = await followRoots(ports, before);
    if (followed !== before) log.info({ revision: followed.revision }, 'root keys followed');
    if (!followed.placed && before.placed) warnOfPlace(ports.roots, log);
    const has = JSON.stringify(ports.roots.fingerprints());
    const isNews = followed !== before || has !== noted.has;
    if (!isNews && performance.now() - noted.at < NOTE_EVERY_MS) return;
    await noteNode(ports, node, followed);
    noted = { has, at: performance.now() };
  };
  await repeat(FOLLOW_EVERY_MS, turn, log, stop);
}

export function warnOfPlace(roots: Pick<KeyRoots, 'place'>, log: Log): void {
  log.warn(
    { keyring: roots.place },
    'the keyring could not be brought up to date where it is kept: do it by hand, as docs/guides/keys.md says',
  );
}

async function workUntilIdle({ core, node }: KeyWorkParts, stop: AbortSignal): Promise<void> {
  for (let more = true; more && !stop.aborted; ) {
    const began = performance.now();
    const advanced = await core.keys.advanceRotation(node);
    const removed = await core.keys.removeTenants();
    more = advanced === 'worked' || removed;
    const rest = Math.max(REST_MIN_MS, performance.now() - began);
    if (more) await pause(rest, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Again and again, one turn after the other; one that fails is told of, and tried at the next. */
async function repeat(
  everyMs: number,
  turn: () => Promise<unknown>,
  log: Log,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    await turn().catch((error: unknown) => {
      log.error({ internal: String(error) }, 'a regular chore failed');
    });
    await pause(everyMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
}
