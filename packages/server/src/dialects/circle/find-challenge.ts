import type { Core } from '../../core/core.ts';
import { isFault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { Challenge } from '../../core/model/challenge.ts';

/** A challenge of this wire and tenant, or `null`. */
export async function findChallenge(core: Core, call: Call, id: string): Promise<Challenge | null> {
  try {
    return await core.readChallenge(call, id);
  } catch (error) {
    if (isFault(error, 'challenge_not_found')) return null;
    throw error;
  }
}
