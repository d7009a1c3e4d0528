import { enrol, outcomeOf, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh, many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const FLOOD = 200;
const PLACES = 100;
const ASKED = 5;
/** Of a flood that waits, what may be ahead of somebody else: work threads have already. */
const OVERTAKEN_MAX = 40;

export const noisyNeighbour: Row = {
  number: 35,
  title: 'noisy neighbour',
  wants: "another tenant's people to wait behind, or to be sent away for, a flood of their own",
  holds: 'places and turns of the hash queue are shared out by tenant',
  weakening: {
    what: 'hashes in the order of arrival, whoever asks',
    edits: [
      {
        file: 'crypto/fair-queue.ts',
        find: '  push({ tenant, source }: HashOwner, item: T): void {',
        put: "  push({ source: _ }: HashOwner, item: T): void {\n    const [tenant, source] = ['all', 'all'];",
      },
    ],
    shows: /^\d+ guesses of a flood were answered before one of another tenant$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev', flags: { 'hash-places': String(PLACES) } });
    const quiet = await neighbour(target);
    const person = await enrol(quiet);
    let answered = 0;
    let away = 0;
    const flood = many(FLOOD, async (each) => {
      const { status } = await verify(target, `nobody-${each}`, WRONG_PIN);
      answered += 1;
      if (status === 503) away += 1;
    });
    // Until the queue is full: from then on who comes is sent away at once.
    while (away === 0 && answered < FLOOD) await new Promise((resolve) => setImmediate(resolve));
    let worst = 0;
    for (let asked = 0; asked < ASKED && answered < FLOOD; asked += 1) {
      const [before, sentAway] = [answered, away];
      const answer = await verify(quiet, person, PIN);
      mustHold(answer.status !== 503, 'somebody of another tenant was sent away');
      mustBeSo(outcomeOf(answer) === 'verified', `a PIN was answered with ${answer.text}`);
      worst = Math.max(worst, answered - before - (away - sentAway));
    }
    await flood;
    mustBeSo(away > 0, 'the flood did not fill the queue');
    mustHold(
      worst <= OVERTAKEN_MAX,
      `${worst} guesses of a flood were answered before one of another tenant`,
    );
  },
};

async function neighbour(target: Target): Promise<Target> {
  const id = fresh('quiet');
  const { body } = await target.admin('POST', '/tenants', { id, name: id });
  const headers = { authorization: `Bearer ${body['apiKey']}` };
  return {
    ...target,
    call: (method, path, sent) => target.call(method, path, sent, headers),
  };
}
