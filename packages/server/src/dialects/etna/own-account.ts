import type { Call } from '../../core/model/call.ts';
import type { WireRequest } from '../dialect.ts';

const SELF = '@me';

/** Whom `{userId}` means, if it is whoever asks: nobody touches another's account here (etna 5). */
export function ownAccount({ params }: WireRequest, { signIn }: Call): string | null {
  const own = signIn?.subject ?? null;
  const named = params['userId'];
  return named === SELF || named === own ? own : null;
}
