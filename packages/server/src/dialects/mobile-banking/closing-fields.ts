import type { Instant } from '../../core/model/instant.ts';
import type { Answer, Exchange } from './action.ts';
import { formatLocal } from './local-time.ts';

/** When an answer was given, and our reference for it: the request id of log and audit trail. */
export interface Told {
  readonly reference: string;
  readonly at: Instant;
}

/** The two fields at the end of every answer. */
export function closingFields({ reference, at }: Told, { settings }: Pick<Exchange, 'settings'>) {
  return {
    transaction_destination_reference: reference,
    transaction_status_date_time: formatLocal(at, settings.timeZone),
  } satisfies Answer;
}
