import type { Traces } from '../core/ports/decision.ts';
import type { Statement } from './engine/engine.ts';
import { insertApproval } from './queries/approvals.ts';
import { insertAudit } from './queries/audit.ts';
import { updateChallenge } from './queries/challenges.ts';
import { insertDeliveries } from './queries/deliveries.ts';
import { insertEvent } from './queries/events.ts';
import { insertMessage } from './queries/messages.ts';
import { supersedeCodesOf } from './queries/one-time-codes.ts';
import { completeReceipt } from './queries/receipts.ts';
import { supersedeCodeRecoveriesOf } from './queries/recoveries.ts';
import { endSignIns, rebindSignIn } from './queries/sign-ins.ts';
import { insertSingleUse } from './queries/single-use-values.ts';

/** The statements that make a decision's traces durable together with its state. */
export function writeTraces(tenant: string, traces: Traces): readonly Statement[] {
  const { audit = [], events = [], messages = [], issue = [], rebound } = traces;
  const { voidProofs, challenge, receipt, approval } = traces;
  return [
    ...audit.map(insertAudit),
    ...events.flatMap((event) => [insertEvent(event), insertDeliveries(event)]),
    ...messages.map(insertMessage),
    ...issue.map(insertSingleUse),
    ...(voidProofs ? voidedBy(tenant, voidProofs) : []),
    ...(rebound ? [rebindSignIn(tenant, rebound)] : []),
    ...(challenge ? [updateChallenge(challenge)] : []),
    ...(approval ? [insertApproval(approval)] : []),
    ...(receipt ? [completeReceipt(tenant, receipt)] : []),
  ];
}

function voidedBy(
  tenant: string,
  { subject, at }: NonNullable<Traces['voidProofs']>,
): readonly Statement[] {
  return [
    endSignIns(tenant, subject, at),
    supersedeCodesOf(tenant, subject),
    supersedeCodeRecoveriesOf(tenant, subject),
  ];
}
