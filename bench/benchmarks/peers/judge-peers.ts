import type { Result, Target } from '../../measure/benchmark.ts';
import type { Peer } from './peer.ts';
import { CLIENTS, GUESSES, GUESSES_MAX } from './terms.ts';

/** One value per round, everywhere. */
export interface Measured {
  /** Argon2id and nothing else, per second. */
  readonly bare: readonly number[];
  readonly ours: MeasuredPeer;
  readonly others: readonly MeasuredPeer[];
}

export interface MeasuredPeer {
  readonly peer: Peer;
  /** Sign-ins per second. */
  readonly rates: readonly number[];
  readonly storms: readonly {
    readonly how: string | undefined;
    /** Guesses that were compared with the secret. */
    readonly evaluated: readonly number[];
  }[];
}

const atLeastAsMany: Target = { of: 'ratio', bound: 'at_least', limit: 1 };
const atMostAsMany: Target = { of: 'ratio', bound: 'at_most', limit: 1 };

/** First in both columns: nobody signs in more people, nobody compares fewer guesses. */
export function judgePeers({ bare, ours, others }: Measured): readonly Result[] {
  const signIns = { measure: `sign-ins, ${CLIENTS} clients`, unit: '/s', values: ours.rates };
  const evaluated = ours.storms[0]?.evaluated ?? [];
  const guesses = {
    measure: `secrets compared, ${GUESSES} wrong guesses at once`,
    unit: '',
    values: evaluated,
  };
  return [
    { ...signIns, against: { name: 'bare Argon2id', values: bare } },
    ...others.map(({ peer, rates }) => ({
      ...signIns,
      against: { name: peer.name, values: rates },
      target: atLeastAsMany,
    })),
    { ...guesses, target: { of: 'value', bound: 'at_most', limit: GUESSES_MAX } },
    ...others.flatMap(({ peer, storms }) =>
      storms.map(({ how, evaluated }) => ({
        ...guesses,
        against: { name: nameOf(peer, how), values: evaluated },
        target: atMostAsMany,
      })),
    ),
    ...others.flatMap(({ peer }) => otherHashOf(peer)),
  ];
}

export function nameOf({ name }: Peer, how: string | undefined): string {
  return how === undefined ? name : `${name}, ${how}`;
}

/** Shows how equal the cost is where it could not be the same hash. */
function otherHashOf({ name, otherHash }: Peer): readonly Result[] {
  if (otherHash === undefined) return [];
  return [
    {
      measure: `one check by ${name}: ${otherHash.name}`,
      unit: 'ms',
      values: [otherHash.checkMs],
      against: { name: 'Argon2id', values: [otherHash.argon2Ms] },
    },
  ];
}
