import type { Traces } from '../core/ports/decision.ts';
import type { Statement } from './engine/engine.ts';
import { insertAudit } from './queries/audit.ts';
import { upsertChallenge } from './queries/challenges.ts';
import { insertDeliveries } from './queries/deliveries.ts';
import { insertEvent } from './queries/events.ts';
import { insertMessage } from './queries/messages.ts';
import { completeReceipt } from './queries/receipts.ts';
import { endSignIns, rebindSignIn } from './queries/sign-ins.ts';
import { insertSingleUse } from './queries/single-use-values.ts';

/** The statements that make a decision's traces durable together with its state. */
export function writeTraces(tenant: string, traces: Traces): readonly Statement[] {
  const { audit = [], events = [], messages = [], issue = [], rebound } = traces;
  const { endSignIns: ended, challenge, receipt } = traces;
  return [
    ...audit.map(insertAudit),
    ...events.flatMap((event) => [insertEvent(event), insertDeliveries(event)]),
    ...messages.map(insertMessage),
    ...issue.map(insertSingleUse),
    ...(ended ? [endSignIns(tenant, ended.subject, ended.at)] : []),
    ...(rebound ? [rebindSignIn(tenant, rebound)] : []),
    ...(challenge ? [upsertChallenge(challenge)] : []),
    ...(receipt ? [completeReceipt(tenant, receipt)] : []),
  ];
}
