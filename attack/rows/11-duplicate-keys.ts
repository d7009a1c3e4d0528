import { openLink, submitForm } from '../hosted.ts';
import { enrol, evaluatedGuesses, outcomeOf, statusOf } from '../people.ts';
import { mustHold, type Row } from '../row.ts';
import { ask } from '../target/ask.ts';
import { bodyOf, isRefused, jsonCalls } from '../wires.ts';

export const duplicateKeys: Row = {
  number: 11,
  title: 'duplicate keys',
  wants: 'one part of the system to check a PIN and another to use a different one',
  holds: 'a key that is given twice is refused, however it is spelled, on every wire',
  quick: true,
  weakening: {
    what: 'takes the last of two keys, as JSON.parse does',
    edits: [
      {
        file: 'dialects/read-json.ts',
        find: "  if (seen?.has(key)) throw malformed('A key of the JSON is given twice.');",
        put: '',
      },
    ],
    shows: /^native took a body that gives a key twice: 200 (verified|wrong)$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target, { pin: '8305' });
    for (const call of jsonCalls(target, person)) {
      const { wire, send, members, twice } = call;
      const escaped = twice.replace(/^"(.)/, (_all, first: string) => {
        return `"\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}`;
      });
      for (const again of [twice, escaped]) {
        for (const body of [bodyOf([...members, again]), bodyOf([again, ...members])]) {
          const answer = await send(body);
          mustHold(
            isRefused(call, answer),
            `${wire} took a body that gives a key twice: ${answer.status} ${outcomeOf(answer)}`,
          );
        }
      }
    }
    const page = await openLink(target, 'verify', person);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = { ...form, origin: new URL(page.url).origin };
    await ask(page.url, 'POST', 'currentPin=4071&currentPin=8305', sent);
    await submitForm(page, {});
    const { body } = await target.call('GET', `/v1/challenges/${page.id}`);
    mustHold(body['status'] !== 'complete', 'a hosted page took a form that gives a PIN twice');
    const { attemptsRemaining: left } = await statusOf(target, person);
    const evaluated = await evaluatedGuesses(target, person);
    mustHold(left === 5 && evaluated === 0, `bodies that are refused cost ${5 - left} guesses`);
  },
};
