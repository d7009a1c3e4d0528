import type { Traces } from '../core/ports/store.ts';
import type { Statement } from './engine/engine.ts';
import { insertAudit } from './queries/audit.ts';
import { insertEvent, insertMessage } from './queries/outbox.ts';
import { completeReceipt } from './queries/receipts.ts';
import { insertSingleUse } from './queries/single-use-values.ts';

/** The statements that make a decision's traces durable together with its state. */
export function writeTraces(tenant: string, traces: Traces): readonly Statement[] {
  const { audit = [], events = [], messages = [], issue = [], receipt } = traces;
  return [
    ...audit.map(insertAudit),
    ...events.map(insertEvent),
    ...messages.map(insertMessage),
    ...issue.map(insertSingleUse),
    ...(receipt ? [completeReceipt(tenant, receipt)] : []),
  ];
}
