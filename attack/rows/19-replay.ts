import { makePerson } from '../../packages/server/test/dialects/mixin/people.ts';
import { asTestServer } from '../doors.ts';
import { openLink, submitForm } from '../hosted.ts';
import { pinClaims, readPinKey, sealJwe, toBytes } from '../jwe.ts';
import { enrol, OTHER_PIN, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { many } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const COPIES = 20;

export const replay: Row = {
  number: 19,
  title: 'replay',
  wants: 'what was recorded on its way to work once more: encrypted PINs, forms, grants',
  holds: 'each is used up durably before it has an effect; of many copies at once one gets through',
  quick: true,
  weakening: {
    what: 'does not remember the nonces of encrypted PINs',
    edits: [
      {
        file: 'core/usecases/open-pins.ts',
        find: '  if (await store.useOnce(nonce)) return',
        put: "  if ((await store.useOnce(nonce)) || nonce.id !== '') return",
      },
    ],
    shows: /^\d+ of 20 copies of one encrypted PIN were taken$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await encryptedPins(target);
    await signedPins(target);
    await forms(target);
    await grants(target);
  },
};

async function encryptedPins(target: Target): Promise<void> {
  const person = await enrol(target);
  const key = await readPinKey(target);
  const pinJwe = sealJwe({ key, plaintext: toBytes(pinClaims(target, person, PIN)) });
  const path = `/v1/subjects/${person}/pin/verify`;
  const answers = await many(COPIES, () => target.call('POST', path, { pinJwe }));
  const taken = answers.filter((each) => outcomeOf(each) === 'verified').length;
  mustBeSo(taken > 0, 'not one copy was taken');
  mustHold(taken === 1, `${taken} of ${COPIES} copies of one encrypted PIN were taken`);
  await target.advanceClock(90);
  const late = outcomeOf(await target.call('POST', path, { pinJwe }));
  mustHold(late !== 'verified', 'an encrypted PIN was taken again later');
}

async function signedPins(target: Target): Promise<void> {
  const person = await makePerson(asTestServer(target));
  const pin = person.seal('482915');
  const answers = await many(COPIES, () => person.ask('POST', '/pin/verify', { pin }));
  const taken = answers.filter(({ data }) => data !== undefined).length;
  mustBeSo(taken > 0, 'not one copy was taken on the Mixin wire');
  mustHold(
    taken === 1,
    `${taken} of ${COPIES} copies of one PIN text were taken on the Mixin wire`,
  );
}

async function forms(target: Target): Promise<void> {
  const person = await enrol(target);
  const page = await openLink(target, 'verify', person, { operation: 'pay 1' });
  const answers = await many(COPIES, () => submitForm(page, { currentPin: PIN }));
  const taken = answers.filter(({ status }) => status === 303).length;
  mustHold(taken <= 1, `${taken} of ${COPIES} copies of one form had an effect`);
  const rows = await target.sql(
    "SELECT COUNT(*) AS n FROM events WHERE subject = ? AND type = 'challenge.completed'",
    person,
  );
  mustHold(Number(rows[0]?.['n']) === 1, `one challenge was completed ${rows[0]?.['n']} times`);
}

async function grants(target: Target): Promise<void> {
  const person = await enrol(target);
  const started = await target.call('POST', `/v1/subjects/${person}/recoveries`, {
    factor: 'staff',
  });
  const id = String(started.body['id']);
  const { tenant } = target.demo;
  await target.admin('POST', `/tenants/${tenant}/recoveries/${id}/approve`, { reason: 'seen' });
  const { body } = await target.call('POST', `/v1/recoveries/${id}/complete`);
  const grant = String(body['grant']);
  const pins = ['618033', '271828', '141421', '577215'];
  const resets = await many(pins.length, (each) =>
    target.call('POST', `/v1/subjects/${person}/pin/reset`, { newPin: pins[each], grant }),
  );
  const done = resets.filter((each) => outcomeOf(each) === 'reset').length;
  mustBeSo(done > 0, `no reset by a grant: ${resets[0]?.text}`);
  mustHold(done === 1, `one grant reset a PIN ${done} times`);
  const again = { newPin: OTHER_PIN, grant };
  const later = await target.call('POST', `/v1/subjects/${person}/pin/reset`, again);
  mustHold(outcomeOf(later) !== 'reset', 'a grant was good once more');
  const old = outcomeOf(await verify(target, person, PIN));
  mustHold(old !== 'verified', 'the old PIN works after the reset');
}
