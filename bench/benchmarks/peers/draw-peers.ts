import { median } from '../../measure/statistics.ts';
import { drawBars } from '../../report/draw-bars.ts';
import { type Measured, nameOf } from './judge-peers.ts';
import { CLIENTS, GUESSES, GUESSES_MAX } from './terms.ts';

/** Both columns as bars, medians of the rounds. */
export function drawPeers({ bare, ours, others }: Measured): string {
  const all = [ours, ...others];
  return drawBars('What people would otherwise use', [
    {
      title: `sign-ins per second, ${CLIENTS} clients, equal cost of a hash`,
      bars: [
        ...all.map(({ peer, rates }) => ({ name: peer.name, value: median(rates) })),
        { name: 'Argon2id and nothing else', value: median(bare) },
      ],
    },
    {
      title: `secrets compared, ${GUESSES} wrong guesses at once, limit ${GUESSES_MAX}`,
      bars: all.flatMap(({ peer, storms }) =>
        storms.map(({ how, evaluated }) => ({
          name: nameOf(peer, how),
          value: median(evaluated),
        })),
      ),
    },
  ]);
}
