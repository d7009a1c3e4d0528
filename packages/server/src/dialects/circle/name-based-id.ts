import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';

type Naming = 'app' | 'challenge' | 'user';

/**
 * The same UUID for the same name, always; nobody without the server's key can tell which. Shaped
 * as a name-based UUID (version 5, RFC 9562), as those in the vendor's samples are (w3s 4).
 */
export async function nameBasedId(
  core: Core,
  call: Call,
  naming: Naming,
  name: string,
): Promise<string> {
  const hex = await core.digest(call, naming, name);
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** What the browser SDK is set up with: there is one app per tenant. */
export function appIdOf(core: Core, call: Call): Promise<string> {
  return nameBasedId(core, call, 'app', '');
}
