import type { Core } from '../../core/core.ts';
import { Fault, type FaultCode } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { Dialect, Route, WireRequest } from '../../dialects/dialect.ts';
import { type OpenedCall, openCall } from '../pipeline/open-call.ts';
import { boundCore, boundForNobody } from './bound-core.ts';
import type { RequestLimits } from './request-limits.ts';

export interface AdmittedCall {
  readonly call: Call;
  /** The use cases as this caller may run them. */
  readonly core: Core;
}

export type AdmitCall = (
  route: Pick<Route, 'authenticate'>,
  request: WireRequest,
) => Promise<AdmittedCall>;

/** A token whose time is over is nobody's try to get in, and whoever sends it has to hear that. */
const NOBODY: readonly FaultCode[] = [
  'unauthenticated',
  'forbidden',
  'session_invalid',
  'session_unknown',
];

/** The step from a request to a call that may go on: who calls, and whether anything is left for them. */
export function admitCalls(core: Core, dialect: Dialect, limits: RequestLimits): AdmitCall {
  const bound = boundCore(core, limits);
  const forNobody = boundForNobody(core, limits);
  return async (route, request) => {
    const { call, shown } = await openOrCount(core, dialect, { route, request, limits });
    if (shown === 'secret' && mayBeGuessed(dialect)) await refuseGuesser(request, limits);
    const proved = shown !== 'name';
    await limits.admitCall(call, { proved });
    return { call, core: proved ? bound : forNobody };
  };
}

interface Opening {
  readonly route: Pick<Route, 'authenticate'>;
  readonly request: WireRequest;
  readonly limits: RequestLimits;
}

async function openOrCount(
  core: Core,
  dialect: Dialect,
  { route, request, limits }: Opening,
): Promise<OpenedCall> {
  try {
    return await openCall(core, dialect, route, request);
  } catch (fault) {
    if (isNobodys(fault)) await limits.admitStranger(request.source);
    throw fault;
  }
}

/** Whether it was told that nobody we know is calling. */
export function isNobodys(fault: unknown): boolean {
  return fault instanceof Fault && NOBODY.includes(fault.code);
}

/** Secrets that somebody chose may be few enough to try. Those we make have 256 bits. */
function mayBeGuessed({ callers }: Dialect): boolean {
  return callers.by !== 'signature' && callers.mayBeChosen === true;
}

/**
 * An address that was wrong too often is not told when it is right, or a refusal would tell that the
 * guess before it was wrong, and guessing would go on.
 */
async function refuseGuesser({ source }: WireRequest, limits: RequestLimits): Promise<void> {
  if (limits.isStranger(source)) await limits.admitStranger(source);
}
