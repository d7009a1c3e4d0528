import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { SendLimited } from '../../core/model/outcome.ts';

/** As long as a code lives: one source looks at ten of the million codes there are meanwhile. */
const WINDOW_MS = 10 * MINUTE_MS;
const LIMITS = {
  perSource: { sendsMax: 10, windowMs: WINDOW_MS },
  overall: { sendsMax: 50, windowMs: WINDOW_MS },
} as const;

/** Counts one look at a code that comes without a name; each app has a door of its own. */
export function admitCodeGuess(core: Core, call: Call): Promise<SendLimited | null> {
  return core.admitGuess(call, `etna:${call.actor}`, LIMITS);
}
