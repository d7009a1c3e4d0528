import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import { FIRST_PASS, type KeyRotation, type RootsInForce } from '../../model/key-rotation.ts';
import type { RotationDecision } from '../../ports/key-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { operatorsCall } from '../operators/operators-tenant.ts';
import { nodesBehind } from './follow-roots.ts';
import { isSameValue } from './reseal-value.ts';
import { readRoots, writeRoots } from './roots-in-force.ts';
import { refused } from './start-rotation.ts';
import { findUnder } from './walk-sealed.ts';

export interface RetireRoot {
  readonly root: string;
  /** The id once more, as whoever asks typed it. */
  readonly confirm: string;
  readonly reason: string;
}

export interface Retired {
  readonly root: string;
  /** Whether its secret is gone from the keyring's place too; where not, somebody has to remove it. */
  readonly removed: boolean;
}

const NAMED_MAX = 3;

type RetirePorts = Pick<Ports, 'store' | 'sealer' | 'roots' | 'clock'>;

/**
 * Throws a root away on every node. What is still under it would be lost, so every row is looked at
 * first: throws `rotation_refused` where one is, and has it sealed anew. Throws `root_not_found`, and
 * `request_malformed` where the id was not confirmed. Backups made under it open nowhere afterwards.
 */
export async function retireRoot(
  ports: RetirePorts,
  operator: Operator,
  { root, confirm, reason }: RetireRoot,
): Promise<Retired> {
  requireRetirable(ports, root);
  if (confirm !== root) {
    throw new Fault('request_malformed', 'confirm has to be the id of the root, typed once more.');
  }
  const call = await operatorsCall(ports, operator);
  const fact = await ports.store.applyToRotation((current, stored) => {
    requireFinished(current);
    return { result: stored };
  });
  const named = await readRoots(ports.sealer, fact);
  const behind = await nodesBehind(ports, named.revision);
  if (behind.length > 0) {
    throw refused(
      `Nodes still seal with an older root: ${behind.join(', ')}. Try again in seconds.`,
    );
  }
  await requireEmpty(ports, root);
  const next: RootsInForce = {
    ...{ revision: named.revision + 1, active: named.active },
    retired: [...named.retired, root],
  };
  const roots = await writeRoots(ports.sealer, next);
  await ports.store.applyToRotation((current, stored): RotationDecision<void> => {
    requireFinished(current);
    if (!isSameValue(stored, fact)) throw refused('Somebody else changed the roots. Look again.');
    const what = { action: 'keys.retire', outcome: 'retired', reason: `${root}: ${reason}` };
    const audit = [auditEntry(call, ports.clock.now(), what)];
    return { roots, audit, result: undefined };
  });
  return { root, removed: await ports.roots.follow(next) };
}

function requireRetirable({ roots }: Pick<Ports, 'roots'>, root: string): void {
  const state = roots.list().find(({ id }) => id === root)?.state;
  if (state === undefined) {
    throw new Fault('root_not_found', 'The keyring has no root of this id. List the roots.');
  }
  if (state === 'active') throw refused('This root seals everything now. Rotate to another first.');
  if (state === 'retired') throw refused('This root is retired already.');
}

function requireFinished(current: KeyRotation | null): void {
  if (current === null || current.state === 'finished') return;
  throw refused(`The rotation to ${current.root} is under way. Wait until it has finished.`);
}

/** A node that was out of reach may have written under it after the last pass. */
async function requireEmpty(ports: RetirePorts, root: string): Promise<void> {
  const { count, named } = await findUnder(ports, root, NAMED_MAX);
  if (count === 0) return;
  await ports.store.applyToRotation((current): RotationDecision<void> => {
    if (current?.state !== 'finished') return { result: undefined };
    const { resealed } = current.progress;
    const progress = { ...FIRST_PASS, resealed };
    const again: KeyRotation = { ...current, state: 'values', progress, finishedAt: null };
    return { next: again, result: undefined };
  });
  const rows = count === 1 ? '1 row is' : `${count} rows are`;
  throw refused(
    `${rows} still under ${root}: ${named.join(', ')}. They are being sealed anew: try again when the ` +
      'rotation has finished. What does not open has to be deleted or set anew first.',
  );
}
