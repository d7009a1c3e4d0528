import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh } from '../target/ask.ts';

const TEXTS = [
  ...["x' OR '1'='1", "'; DROP TABLE credentials; --", '" OR ""="', '$1', '?', '%', '_%', '*'],
  ...[
    "\\' OR 1=1 --",
    ['$', '{7*7}'].join(''),
    '{{7*7}}',
    '$(id)',
    '`id`',
    '|id',
    '../../etc/passwd',
    '%00',
  ],
  ...['*)(uid=*', "x'||pg_sleep(5)||'", '<!--#exec cmd="id"-->', '{"$gt":""}', "';SELECT 1;--"],
];

export const injection: Row = {
  number: 13,
  title: 'injection',
  wants: 'text to be run: as SQL, as a pattern, a template, a command or a path',
  holds: 'statements are parameterised and named; texts are stored or refused, never read as code',
  quick: true,
  weakening: {
    what: 'puts what staff search for into the statement',
    edits: [
      {
        file: 'storage/queries/found-subjects.ts',
        find: '    ? { sql: BY_ID, params: [tenant, after, end, limit] }',
        put: "    ? { sql: BY_ID.replace('id > ?', `id > '` + beginning + `'`), params: [tenant, end, limit] }",
      },
    ],
    shows: /^the search for x' OR '1'='1 found \d+ people$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const { tenant } = target.demo;
    const person = await enrol(target);
    const before = await countCredentials(target.sql);
    for (const text of TEXTS) {
      const named = encodeURIComponent(text);
      const search = await target.admin('GET', `/tenants/${tenant}/subjects?search=${named}`);
      mustHold(search.status < 500, `the search for ${text} was answered with ${search.status}`);
      const found = (search.body['subjects'] ?? []) as readonly unknown[];
      mustHold(found.length === 0, `the search for ${text} found ${found.length} people`);
      const guess = await verify(target, text, PIN);
      mustHold(
        outcomeOf(guess) !== 'verified' && guess.status < 500,
        `the subject ${text} was answered with ${guess.status} ${outcomeOf(guess)}`,
      );
      const id = fresh('named');
      const made = await target.call('POST', '/v1/subjects', {
        ...{ id, identifiers: [{ type: 'username', value: `${id}${text}` }] },
      });
      mustHold(made.status < 500, `the user name ${text} was answered with ${made.status}`);
      const unlock = `/tenants/${tenant}/subjects/${person}/unlock`;
      const reason = await target.admin('POST', unlock, { reason: text });
      mustHold(reason.status < 500, `the reason ${text} was answered with ${reason.status}`);
    }
    const right = outcomeOf(await verify(target, person, PIN));
    mustHold(right === 'verified', `the right PIN was answered with ${right} after it`);
    mustHold((await countCredentials(target.sql)) >= before, 'credentials are gone');
    const found = await target.admin('GET', `/tenants/${tenant}/subjects?search=${person}`);
    mustBeSo(found.text.includes(person), `the search finds nobody: ${found.text}`);
  },
};

async function countCredentials(
  sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>,
): Promise<number> {
  return Number((await sql('SELECT COUNT(*) AS n FROM credentials'))[0]?.['n']);
}
