import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { nameBasedId } from '../name-based-id.ts';

/** What the browser SDK is set up with: there is one app per tenant. */
export function appIdOf(core: Core, call: Call): Promise<string> {
  return nameBasedId(core, call, 'app', '');
}
