import type { Call } from '../model/call.ts';
import { type Brake, brakeInForce, seenLately, usualWrong } from '../model/spraying.ts';
import type { Ports } from '../ports/ports.ts';

/** How guessing at the people of a tenant stands, over all nodes, some seconds old. */
export interface GuessStanding {
  readonly brake: Brake | null;
  /** Wrong PINs in the latest five minutes. */
  readonly wrong: number;
  /** Guesses the brake refused in the latest five minutes. */
  readonly refused: number;
  /** Wrong PINs in five minutes as they are usual here; 0 where nothing was learnt yet. */
  readonly usual: number;
}

export async function readGuesses(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
): Promise<GuessStanding> {
  const counts = await store.readGuesses(call.tenant.id);
  const now = clock.now();
  const usual = Math.round(usualWrong(counts));
  return { brake: brakeInForce(counts, now), ...seenLately(counts, now), usual };
}
