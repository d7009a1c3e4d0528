import { openDoors } from '../doors.ts';
import { openLink, submitForm } from '../hosted.ts';
import { enrol, evaluatedGuesses, outcomeOf, statusOf, verify } from '../people.ts';
import { mustHold, type Row } from '../row.ts';

/** The right PIN 8305 in every spelling but its own. */
const NEARLY = [8305, 8305.0, '٨٣٠٥', '８３０５', '८३०५', ' 8305', '8305\n', '8305\0', '+8305'];
const MORE = ['8305\u200d', '8\u030305', '0x2071', '8305.0', '8.305e3', ['8305'], { 0: '8305' }];

export const unicodeAndNumberPins: Row = {
  number: 10,
  title: 'Unicode and number PINs',
  wants: 'a PIN that is read as another one than was typed, or guesses that are not counted',
  holds: 'a PIN is a string of ASCII digits; anything else is refused and costs nothing',
  quick: true,
  weakening: {
    what: "reads numbers and other scripts' digits as PINs",
    edits: [
      {
        file: 'core/model/pin.ts',
        find: '  static parse(text: unknown): Pin | null {',
        put: `  static parse(given: unknown): Pin | null {
    const text = String(given).normalize('NFKC').trim();`,
      },
    ],
    shows: /(was taken for a PIN|took another spelling for the PIN)/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target, { pin: '8305' });
    for (const spelling of [...NEARLY, ...MORE]) {
      const answer = await verify(target, person, spelling);
      const said = outcomeOf(answer);
      mustHold(
        answer.status === 400 || answer.status === 422,
        `${String(spelling)} was taken for a PIN and answered with ${said}`,
      );
    }
    const page = await openLink(target, 'verify', person);
    for (const spelling of ['٨٣٠٥', '８３０５', ' 8305', '8305\n']) {
      await submitForm(page, { currentPin: spelling });
    }
    const { body } = await target.call('GET', `/v1/challenges/${page.id}`);
    mustHold(body['status'] !== 'complete', 'a hosted page took another spelling for the PIN');
    const { attemptsRemaining: left } = await statusOf(target, person);
    mustHold(left === 5, `what is no PIN cost guesses: ${left} are left`);
    for (const [name, door] of Object.entries(await openDoors(target))) {
      const other = await door.enrol(door.pins.first);
      for (const value of door.malformed) {
        const taken = await door.sendMalformed(other, value);
        mustHold(taken === 'refused', `${name}: ${String(value)} was taken for a PIN`);
      }
      const evaluated = await evaluatedGuesses(target, other.subject);
      mustHold(evaluated === 0, `${name}: what is no PIN was counted ${evaluated} times`);
    }
  },
};
