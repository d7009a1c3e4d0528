import { enrol, outcomeOf, PIN, statusOf, verify } from '../people.ts';
import { mustHold, type Row } from '../row.ts';
import { bodyOf, isRefused, jsonCalls } from '../wires.ts';

const KEYS = [
  '"__proto__":{"suspended":true,"attemptsMax":99}',
  '"constructor":{"prototype":{"attemptsMax":99}}',
  '"\\u005f_proto__":{"attemptsMax":99}',
  '"prototype":{}',
];

export const pollution: Row = {
  number: 12,
  title: 'prototype and parameter pollution',
  wants: "to reach objects of the server through a body's keys, or to have one parameter be two",
  holds: 'keys that reach for a prototype are refused anywhere in a body, repeated parameters too',
  quick: true,
  weakening: {
    what: 'takes keys that reach for a prototype',
    edits: [
      {
        file: 'dialects/read-json.ts',
        find: "  if (PROTOTYPE_KEYS.has(key)) throw malformed('A key of the JSON has a name that is not allowed.');",
        put: '',
      },
    ],
    shows: /^circle took a body with "__proto__"/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target);
    for (const call of jsonCalls(target, person)) {
      const { wire, send, members } = call;
      for (const key of KEYS) {
        const nested = `"nested":{"deeper":[{${key}}]}`;
        for (const body of [bodyOf([...members, key]), bodyOf([...members, nested])]) {
          const answer = await send(body);
          const { status } = answer;
          mustHold(isRefused(call, answer), `${wire} took a body with ${key}: ${status}`);
        }
      }
    }
    const queries = ['limit=1&limit=500', 'limit[]=1', 'limit[__proto__]=1', '__proto__[limit]=1'];
    for (const query of queries) {
      const { status, text } = await target.admin(
        ...(['GET', `/tenants/${target.demo.tenant}/subjects?${query}`] as const),
      );
      mustHold(status === 400, `the query ${query} was taken: ${status} ${text.slice(0, 80)}`);
    }
    const { attemptsRemaining: left } = await statusOf(target, person);
    mustHold(left === 5, `${left} guesses are left after it`);
    const right = outcomeOf(await verify(target, person, PIN));
    mustHold(right === 'verified', `the right PIN was answered with ${right} after it`);
  },
};
