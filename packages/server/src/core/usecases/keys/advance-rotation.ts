import { auditEntry } from '../../model/audit.ts';
import {
  type KeyRotation,
  nextPass,
  type RotationProgress,
  type RotationState,
  withPortion,
} from '../../model/key-rotation.ts';
import type { RotationDecision } from '../../ports/key-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { operatorsCall } from '../operators/operators-tenant.ts';
import { nodesBehind } from './follow-roots.ts';
import { isSameValue } from './reseal-value.ts';
import { readRoots, rootsInForce, writeRoots } from './roots-in-force.ts';
import { makeTenantKey } from './seal-tenant-key.ts';
import { PORTION, resealPortion } from './walk-sealed.ts';

/** A node that works on a rotation and dies is replaced by another after this time. */
const LEASE_MS = 15_000;

export type AdvancePorts = Pick<Ports, 'store' | 'sealer' | 'roots' | 'clock' | 'random'>;

/** `worked`: there may be more at once. `waiting`: for other nodes. `idle`: nothing to do. */
export type Advance = 'worked' | 'waiting' | 'idle';

/**
 * Does the next step of a rotation that is under way: some rows, no more. Each step is durable before
 * the next; one that was done already is done again to no effect, so it may be cut off anywhere.
 */
export async function advanceRotation(ports: AdvancePorts, node: string): Promise<Advance> {
  const newest = await ports.store.readRotation();
  if (newest === null || newest.state === 'finished') return 'idle';
  const mine = await claim(ports, node);
  if (mine === null) return 'waiting';
  switch (mine.state) {
    case 'following':
      return follow(ports, mine);
    case 'tenants':
      return giveKeys(ports, mine);
    case 'values':
      return resealSome(ports, mine);
    case 'finished':
      return 'idle';
  }
}

/** Of several nodes one works; two at once would do no harm, and everything twice. */
function claim({ store, clock }: AdvancePorts, node: string): Promise<KeyRotation | null> {
  return store.applyToRotation((current): RotationDecision<KeyRotation | null> => {
    if (current === null || current.state === 'finished') return { result: null };
    const now = clock.now();
    const isTaken = current.owner !== node && (current.leasedUntil ?? 0) > now;
    if (isTaken) return { result: null };
    const next = { ...current, owner: node, leasedUntil: now + LEASE_MS };
    // Most steps write by themselves: the lease is moved on when it has come half-way.
    const isFresh = current.owner === node && (current.leasedUntil ?? 0) > now + LEASE_MS / 2;
    return isFresh ? { result: current } : { next, result: next };
  });
}

async function follow(ports: AdvancePorts, mine: KeyRotation): Promise<Advance> {
  const { revision } = await rootsInForce(ports);
  if ((await nodesBehind(ports, revision)).length > 0) return 'waiting';
  return step(ports, mine, { state: 'tenants' });
}

/** Tenants from before there were keys of tenants get theirs; what they digest stays as it was. */
async function giveKeys(ports: AdvancePorts, mine: KeyRotation): Promise<Advance> {
  const keyless = await ports.store.listKeylessTenants(PORTION);
  for (const tenant of keyless) {
    const made = await makeTenantKey(ports, tenant);
    const createdAt = ports.clock.now();
    await ports.store.claimTenantKey({ ...made, digests: false, createdAt });
  }
  if (keyless.length > 0) return 'worked';
  return bumpRevision(ports, mine);
}

/** Nodes that follow forget which tenants had no key: from then on they seal with these. */
async function bumpRevision(ports: AdvancePorts, mine: KeyRotation): Promise<Advance> {
  const fact = await ports.store.applyToRotation((_, stored) => ({ result: stored }));
  const named = await readRoots(ports.sealer, fact);
  const roots = await writeRoots(ports.sealer, { ...named, revision: named.revision + 1 });
  await ports.store.applyToRotation((current, stored): RotationDecision<void> => {
    if (!isSame(current, mine) || !isSameValue(stored, fact)) return { result: undefined };
    return { next: { ...mine, state: 'values' }, roots, result: undefined };
  });
  ports.roots.forgetTenants();
  return 'worked';
}

/** A pass starts when every node seals as it should: what a late one wrote is ahead of it. */
async function resealSome(ports: AdvancePorts, mine: KeyRotation): Promise<Advance> {
  const { progress } = mine;
  if (progress.table === 0 && progress.after === null) {
    const { revision } = await rootsInForce(ports);
    if ((await nodesBehind(ports, revision)).length > 0) return 'waiting';
  }
  const walked = await resealPortion(ports, progress);
  const after = withPortion(progress, walked);
  if (walked.next !== null) return step(ports, mine, { progress: { ...after, ...walked.next } });
  if (after.inPass > 0) return step(ports, mine, { progress: nextPass(after) });
  return finish(ports, mine, after);
}

/** The pass before this found nothing left to do. */
async function finish(
  ports: AdvancePorts,
  mine: KeyRotation,
  progress: RotationProgress,
): Promise<Advance> {
  const at = ports.clock.now();
  const by = {
    actor: 'system',
    dialect: 'system',
    source: '',
    requestId: `rotation-${mine.number}`,
  };
  const call = await operatorsCall(ports, by);
  const left = progress.broken === 0 ? '' : `, ${progress.broken} rows do not open`;
  const reason = `${mine.before} to ${mine.root}: ${progress.resealed} rows sealed anew${left}`;
  const audit = [auditEntry(call, at, { action: 'keys.rotate', outcome: 'finished', reason })];
  return step(ports, { ...mine, finishedAt: at }, { state: 'finished', progress }, audit);
}

type Step = Partial<{ readonly state: RotationState; readonly progress: RotationProgress }>;

/** Nothing where another node has taken over meanwhile: it knows better. */
function step(
  { store, clock }: AdvancePorts,
  mine: KeyRotation,
  change: Step,
  audit: RotationDecision<unknown>['audit'] = [],
): Promise<Advance> {
  return store.applyToRotation((current): RotationDecision<Advance> => {
    if (!isSame(current, mine)) return { result: 'waiting' };
    const leasedUntil = change.state === 'finished' ? null : clock.now() + LEASE_MS;
    return { next: { ...mine, ...change, leasedUntil }, audit, result: 'worked' };
  });
}

function isSame(current: KeyRotation | null, mine: KeyRotation): boolean {
  return (
    current?.number === mine.number && current.owner === mine.owner && current.state !== 'finished'
  );
}
