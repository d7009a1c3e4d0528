import type { Fault } from '../../core/fault.ts';
import type { Log } from '../../observability/log.ts';

/** Broken parts are for the operator's eyes; what a caller got wrong is only worth a debug line. */
export function reportFault(log: Log, fault: Fault, requestId: string): void {
  const line = { requestId, fault: fault.code, internal: fault.internal };
  switch (fault.code) {
    case 'internal':
    case 'integrity':
    case 'storage_unavailable':
      log.error(line, 'fault');
      return;
    case 'overloaded':
      log.warn(line, 'fault');
      return;
    default:
      log.debug(line, 'fault');
  }
}
