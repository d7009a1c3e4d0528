import { unreachable } from '../../core/fault.ts';
import type { Call, ReceiptTarget } from '../../core/model/call.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Exchange } from './action.ts';
import type { Told } from './closing-fields.ts';
import type { Caller, Fields } from './fields.ts';

/** A call whose exact repeat gets the first answer again. */
export interface RepeatableCall {
  readonly action: string;
  readonly caller: Caller;
  readonly fields: Fields;
}

export type NotRun =
  /** The first of two equal calls is still running. */
  | { readonly outcome: 'in_progress' }
  /** A repeat, but no guess is evaluated now: see `admitRepeat`. */
  | { readonly outcome: 'locked'; readonly lockout: LockoutView };

export interface OnceOutcome<O> {
  readonly outcome: O | NotRun;
  readonly told: Told;
}

/** What a receipt holds. Without `told` it was written by the core and we did not get further. */
type Recorded<O> = O & { readonly told?: Told };

/**
 * Runs a call, or answers an exact repeat with the first answer: a gateway that lost the answer to
 * a changed PIN would otherwise be told INCORRECT_PIN. Clients use one `api_request_id` for several
 * calls, so what is repeated is the whole payload, PINs included, under a keyed digest.
 */
export async function once<O extends object>(
  exchange: Exchange,
  repeatable: RepeatableCall,
  run: (call: Call) => Promise<O>,
): Promise<OnceOutcome<O>> {
  const { core, call } = exchange;
  const key = await receiptKey(exchange, repeatable);
  const claim = await core.claimReceipt(call, key, DIGEST);
  switch (claim.claim) {
    case 'fresh':
      try {
        return await runFirst(exchange, claim.receipt, run);
      } finally {
        // Without an outcome nothing happened: the same call may be tried again.
        await core.releaseReceipt(call, key);
      }
    case 'repeat':
      return repeat(exchange, repeatable, claim.outcome as Recorded<O>);
    case 'conflict':
    case 'in_progress':
      return { outcome: { outcome: 'in_progress' }, told: tell(exchange) };
    default:
      return unreachable(claim);
  }
}

/** The key already describes the whole call, so equal keys are equal calls. */
const DIGEST = 'payload';

async function receiptKey({ core, call }: Exchange, { action, fields }: RepeatableCall) {
  const canonical = JSON.stringify([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    scope: `${call.dialect}:${call.actor}:${action}`,
    key: await core.digest(call, 'repeat', canonical),
  };
}

async function runFirst<O extends object>(
  exchange: Exchange,
  receipt: ReceiptTarget,
  run: (call: Call) => Promise<O>,
): Promise<OnceOutcome<O>> {
  const { core, call } = exchange;
  const outcome = await run({ ...call, receipt });
  const told = tell(exchange);
  await core.recordReceipt(call, { ...receipt, outcome: { ...outcome, told } });
  return { outcome, told };
}

async function repeat<O>(
  exchange: Exchange,
  { caller: { identifier } }: RepeatableCall,
  recorded: Recorded<O>,
): Promise<OnceOutcome<O>> {
  const { core, call } = exchange;
  const admission = await core.admitRepeat(call, {
    subject: { identifier },
    purpose: DEFAULT_PURPOSE,
  });
  const told = tell(exchange);
  if (admission.outcome === 'locked') return { outcome: admission, told };
  return { outcome: recorded, told: recorded.told ?? told };
}

function tell({ core, call }: Exchange): Told {
  return { reference: call.requestId, at: core.now() };
}
