import { inLanes } from '../crowd.ts';
import { enrol, outcomeOf, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Target } from '../target/target.ts';

/** What the tenant calls unusual; small, so that few people are enough to see it. */
const RULE = { wrongMax: 20, timesUsual: 2, samePinMax: 8, brakeSeconds: 600 };
const PEOPLE = 80;

export const spraying: Row = {
  number: 7,
  title: 'spraying',
  wants: 'one popular PIN tried on everybody, never often enough on anybody to lock',
  holds:
    'a keyed sketch sees one PIN on many people; a brake holds strangers back, free of charge, and tells',
  weakening: {
    what: 'does not notice that one PIN is tried on many people',
    edits: [
      {
        file: 'core/usecases/watch-guesses.ts',
        find: '    if (cell !== null) {',
        put: '    if (cell !== null && wrong === null) {',
      },
    ],
    shows: /^one PIN was tried on \d+ people before anything was done$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const { tenant } = target.demo;

    const set = await target.admin('PATCH', `/tenants/${tenant}`, { policy: { spraying: RULE } });
    mustBeSo(set.status === 200, `the policy was not set: ${set.text}`);
    const people: string[] = [];
    await inLanes(PEOPLE, async () => people.push(await enrol(target)));
    const outcomes: string[] = [];
    for (const person of people) outcomes.push(outcomeOf(await verify(target, person, WRONG_PIN)));
    const evaluated = outcomes.filter((each) => each === 'wrong').length;
    mustBeSo(evaluated > 0, `no guess was evaluated: ${outcomes[0]}`);
    mustHold(
      evaluated <= RULE.wrongMax + RULE.samePinMax,
      `one PIN was tried on ${evaluated} people before anything was done`,
    );
    await mustBeTold(target);
    const refused = people[outcomes.lastIndexOf('rate_limited')] ?? '';
    mustBeSo(refused !== '', `nobody was held back: ${[...new Set(outcomes)].join(', ')}`);
    const { body } = await target.call('GET', `/v1/subjects/${refused}/pin`);
    mustHold(body['attemptsRemaining'] === 5, 'a guess that was held back was charged');
  },
};

async function mustBeTold({ sql, demo }: Target): Promise<void> {
  const text = "SELECT COUNT(*) AS n FROM events WHERE tenant = ? AND type = 'tenant.spraying'";
  const rows = await sql(text, demo.tenant);
  mustHold(Number(rows[0]?.['n']) === 1, `of the spraying ${rows[0]?.['n']} events tell`);
}
