import type { AuditEntry } from '../../core/model/audit.ts';
import type { DomainEvent } from '../../core/model/event.ts';
import type { OutgoingMessage } from '../../core/model/message.ts';
import type { Delivery } from '../../core/model/webhook.ts';
import type { Meter } from './meter.ts';
import type { Decided, StoreWatch } from './watch-store.ts';

/** Actions of the trail in which somebody shows a secret to be tested. */
const TESTS = new Set([
  ...['pin.verify', 'pin.change', 'password.verify', 'password.change'],
  ...['code.prove', 'recovery.prove'],
]);

const LOCKS = new Map([
  ['pin.locked', 'pin'],
  ['password.locked', 'password'],
  ['questions.locked', 'questions'],
]);

/**
 * Counts from what decisions leave behind, once it is durable: a number here and a row of the trail
 * are the same fact, whichever door it came through, and no use case has to count.
 */
export function countTraces(meter: Meter, nameOf: (tenant: string) => string): StoreWatch {
  const countEntry = ({ action, outcome, dialect, tenant }: AuditEntry) => {
    if (TESTS.has(action)) meter.attempts.add([action, outcome, dialect, nameOf(tenant)]);
  };
  const countEvent = ({ type, tenant }: DomainEvent) => {
    meter.events.add([type]);
    const secret = LOCKS.get(type);
    if (secret !== undefined) meter.lockouts.add([secret, nameOf(tenant)]);
  };
  return {
    committed(verb, { current, decision }) {
      for (const entry of decision.audit ?? []) countEntry(entry);
      for (const event of decision.events ?? []) countEvent(event);
      if (verb === 'applyToDelivery') countDelivery(meter, { current, decision });
      if (verb === 'applyToMessage') countMessage(meter, { current, decision });
    },
    failed: (verb) => meter.storeFaults.add([verb]),
  };
}

function countDelivery(meter: Meter, decided: Decided): void {
  const [before, after] = changeOf<Delivery>(decided);
  if (after === null || after.tries <= (before?.tries ?? 0)) return;
  meter.webhookTries.add([after.state === 'waiting' ? 'failed' : after.state]);
}

function countMessage(meter: Meter, decided: Decided): void {
  const [before, after] = changeOf<OutgoingMessage>(decided);
  if (after === null || before === null) return;
  const { channel, state } = after;
  if (state !== before.state) meter.messages.add([channel, state]);
  else if (after.tries > before.tries) meter.messages.add([channel, 'failed']);
}

function changeOf<S>({ current, decision }: Decided): readonly [before: S | null, after: S | null] {
  return [(current ?? null) as S | null, (decision.next ?? null) as S | null];
}
