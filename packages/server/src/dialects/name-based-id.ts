import type { Core } from '../core/core.ts';
import type { Call } from '../core/model/call.ts';

/**
 * The same UUID for the same name, always; nobody without the server's key can tell which. Shaped
 * as a name-based UUID (version 5, RFC 9562): clients of several wires take no newer ones.
 */
export async function nameBasedId(
  core: Core,
  call: Pick<Call, 'tenant' | 'dialect'>,
  naming: string,
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
