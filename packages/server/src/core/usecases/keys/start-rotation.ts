import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import {
  FIRST_PASS,
  type KeyRotation,
  livingNodes,
  type NodeNote,
  type RootsInForce,
} from '../../model/key-rotation.ts';
import type { RotationDecision } from '../../ports/key-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { operatorsCall } from '../operators/operators-tenant.ts';
import { isSameValue } from './reseal-value.ts';
import { readRoots, writeRoots } from './roots-in-force.ts';

export interface StartRotation {
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

type StartPorts = Pick<Ports, 'store' | 'sealer' | 'roots' | 'clock'>;

/**
 * Puts another root in force, and has everything sealed anew under it. The root is one that waits in
 * the keyring, or is made, and is durable at the keyring's place before anything says it is in force.
 * Throws `rotation_refused` while one is under way, and where a living node has not the same root.
 */
export async function startRotation(
  ports: StartPorts,
  operator: Operator,
  { reason }: StartRotation,
): Promise<KeyRotation> {
  await reload(ports);
  const call = await operatorsCall(ports, operator);
  const fact = await ports.store.applyToRotation((current, stored) => {
    requireFinished(current);
    return { result: stored };
  });
  const named = await readRoots(ports.sealer, fact);
  const before = activeRoot(ports);
  const root = await nextRoot(ports);
  const next: RootsInForce = { ...named, revision: named.revision + 1, active: root };
  const roots = await writeRoots(ports.sealer, next);
  const started = await ports.store.applyToRotation(
    (current, stored): RotationDecision<KeyRotation> => {
      requireFinished(current);
      if (!isSameValue(stored, fact)) throw refused('Somebody else changed the roots. Look again.');
      const at = ports.clock.now();
      const rotation: KeyRotation = {
        ...{ number: (current?.number ?? 0) + 1, state: 'following', root, before },
        ...{ progress: FIRST_PASS, owner: null, leasedUntil: null },
        ...{ startedBy: call.actor, startedAt: at, finishedAt: null },
      };
      const why = `${before} to ${root}: ${reason}`;
      const entry = auditEntry(call, at, {
        action: 'keys.rotate',
        outcome: 'started',
        reason: why,
      });
      return { next: rotation, roots, audit: [entry], result: rotation };
    },
  );
  await ports.roots.follow(next);
  return started;
}

/** A root that every living node has, and has alike. */
async function nextRoot({ store, roots, clock }: StartPorts): Promise<string> {
  const living = livingNodes(await store.listNodes(), clock.now());
  const standby = roots.list().find(({ state }) => state === 'standby');
  if (standby === undefined) {
    if (living.length <= 1) return roots.addStandby().catch(unwritable);
    const sentence =
      'Several nodes are at work, and each has its own keyring: make a root with "pintumbler keys ' +
      'add", copy the keyring to every node, and start again.';
    throw refused(sentence);
  }
  const print = roots.fingerprints()[standby.id];
  const others = living.filter((node) => !hasRoot(node, standby.id, print));
  if (others.length === 0) return standby.id;
  const names = others.map(({ id }) => id).join(', ');
  throw refused(
    `Not every node has root ${standby.id}, or not the same one: ${names}. Copy the keyring there; ` +
      'a node looks at it again within seconds, so start again then.',
  );
}

function hasRoot({ roots }: NodeNote, id: string, print: string | undefined): boolean {
  return roots[id] !== undefined && roots[id] === print;
}

function activeRoot({ roots }: Pick<Ports, 'roots'>): string {
  return roots.list().find(({ state }) => state === 'active')?.id ?? '';
}

function requireFinished(current: KeyRotation | null): void {
  if (current === null || current.state === 'finished') return;
  throw refused(`The rotation to ${current.root} is under way. Wait until it has finished.`);
}

async function reload({ roots }: Pick<Ports, 'roots'>): Promise<void> {
  await roots.reload().catch((cause: unknown) => {
    throw refused('The keyring cannot be read where it is kept. Look into the log.', cause);
  });
}

function unwritable(cause: unknown): never {
  const sentence =
    'A new root cannot be written where the keyring is kept. Put one there as standby, and start again.';
  throw refused(sentence, cause);
}

export function refused(sentence: string, cause?: unknown): Fault {
  const internal = cause instanceof Error ? cause.message : undefined;
  return new Fault('rotation_refused', sentence, {
    ...(internal !== undefined && { internal }),
    cause,
  });
}
