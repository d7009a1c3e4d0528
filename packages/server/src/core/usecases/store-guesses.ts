import type { AuditEntry } from '../model/audit.ts';
import type { DomainEvent } from '../model/event.ts';
import type { Instant } from '../model/instant.ts';
import {
  brakeInForce,
  countGuesses,
  type GuessCounts,
  type SeenGuesses,
  type SprayingRule,
  seenLately,
  usualWrong,
} from '../model/spraying.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Adds what a node saw to what all of them know. Where that begins a brake, the event and the entry
 * in the trail are written with it: once, however many nodes see the same.
 */
export function storeGuesses(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  tenant: string,
  { seen, rule }: { readonly seen: SeenGuesses; readonly rule: SprayingRule },
): Promise<GuessCounts> {
  const id = random.id();
  const at = clock.now();
  return store.applyToGuesses(tenant, at, (current): Decision<GuessCounts, GuessCounts> => {
    const next = countGuesses(current, seen, rule, at);
    const began = brakeInForce(current, at) === null && brakeInForce(next, at) !== null;
    return { next, ...(began && beganTraces(id, tenant, next, at)), result: next };
  });
}

function beganTraces(id: string, tenant: string, counts: GuessCounts, at: Instant) {
  const { reason = 'many_wrong', until = at } = counts.brake ?? {};
  const { wrong } = seenLately(counts, at);
  const usual = Math.round(usualWrong(counts));
  const event: DomainEvent = {
    ...{ id, type: 'tenant.spraying', tenant, subject: '', at },
    data: { reason, wrong, usual, until },
  };
  return { events: [event], audit: [brakeEntry(tenant, at, { outcome: 'began', reason })] };
}

/** The server itself holds strangers back: no call did it. */
function brakeEntry(
  tenant: string,
  at: Instant,
  { outcome, reason }: Pick<AuditEntry, 'outcome' | 'reason'>,
): AuditEntry {
  return {
    ...{ at, tenant, action: 'tenant.spraying', outcome, subject: null, purpose: null },
    ...{ actor: 'system', dialect: 'native', source: '', requestId: '', reason },
  };
}
