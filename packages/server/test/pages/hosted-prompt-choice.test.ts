import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, submit } from './hosted-visitor.ts';
import { lastCode, makePrompted } from './prompted-person.ts';

const PINS = { newPin: '5903', repeatPin: '5903' };
const PAIR = { promptImage: 'swan', promptPhrase: ' Ziwa la asubuhi ' };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const page = async (type: string, subject: string) => look((await open(server, type, subject)).url);

const chosenBy = async (subject: string) =>
  (await server.call('GET', `/v1/subjects/${subject}/prompt`)).body;

async function hasPin(subject: string): Promise<boolean> {
  return (await server.call('GET', `/v1/subjects/${subject}/pin`)).body['state'] !== 'not_set';
}

describe('a picture and phrase chosen on a page', () => {
  it('are shown from then on', async () => {
    const subject = await makePerson(server);
    const done = await submit(await page('set', subject), { ...PINS, ...PAIR });
    expect(done.heading).toBe('Your PIN is set');
    expect(done.markup).not.toContain('Ziwa');
    expect(await chosenBy(subject)).toEqual({ image: 'swan', phrase: 'Ziwa la asubuhi' });
    expect((await page('verify', subject)).words).toContain('Ziwa la asubuhi');
  });

  it('come with a PIN that is set up with questions', async () => {
    const subject = await makePerson(server);
    const questions = { question1: '0', answer1: 'Rex', question2: '1', answer2: 'Mji' };
    const done = await submit(await page('initialise', subject), {
      ...PINS,
      ...PAIR,
      ...questions,
    });
    expect(done.heading).toBe('Your PIN is set up');
    expect(await chosenBy(subject)).toMatchObject({ image: 'swan' });
  });

  it('replace those before in a change and in a recovery', async () => {
    const subject = await makePrompted(server);
    const change = await page('change', subject);
    expect(change.words).toContain('Choose another picture and phrase');
    await submit(change, { currentPin: '8305', ...PINS, ...PAIR });
    expect(await chosenBy(subject)).toMatchObject({ image: 'swan' });
    const asked = await submit(await page('recover', subject), { step: 'send_code' });
    const next = await submit(asked, { code: await lastCode(server) });
    const fields = { newPin: '271846', repeatPin: '271846', promptImage: 'car' };
    const refused = await submit(next, { ...fields, promptPhrase: '' });
    expect(refused.words).toContain('Write a phrase to go with your picture, or leave out both.');
    expect(refused.markup).toContain('value="car" autocomplete="off" checked');
    const done = await submit(refused, { ...fields, promptPhrase: 'honk' });
    expect(done.heading).toBe('Your new PIN is set');
    expect(await chosenBy(subject)).toEqual({ image: 'car', phrase: 'honk' });
  });

  it('may both be left out', async () => {
    const subject = await makePerson(server);
    const fields = { ...PINS, promptImage: '', promptPhrase: '  ' };
    expect((await submit(await page('set', subject), fields)).heading).toBe('Your PIN is set');
    expect((await page('verify', subject)).markup).not.toContain('<figure');
  });
});

describe('a choice that is refused', () => {
  it.each([
    ['no picture', { promptImage: '' }, 'Choose a picture', 'promptImage'],
    ['a picture nobody offered', { promptImage: 'default' }, 'Choose a picture', 'promptImage'],
    ['no phrase', { promptPhrase: '' }, 'Write a phrase', 'promptPhrase'],
    ['a long phrase', { promptPhrase: 'x'.repeat(101) }, 'is too long', 'promptPhrase'],
    ['what nobody sees', { promptPhrase: 'a\u200bb' }, 'cannot be seen', 'promptPhrase'],
    ['the PIN', { promptPhrase: '5-9-0-3' }, 'must not contain your PIN', 'promptPhrase'],
  ])('sets no PIN, and says why where it is: %s', async (_name, slip, words, field) => {
    const subject = await makePerson(server);
    const again = await submit(await page('set', subject), { ...PINS, ...PAIR, ...slip });
    expect(again.status).toBe(200);
    expect(again.words).toContain(words);
    expect(again.markup).toMatch(new RegExp(`id="${field}"[^>]*problem" aria-invalid="true"`));
    expect(again.markup).toContain('<details class="pad-choose" open>');
    expect(await hasPin(subject)).toBe(false);
    expect((await submit(again, { ...PINS, ...PAIR })).heading).toBe('Your PIN is set');
  });

  it('comes back as it was typed, unless it may be the PIN', async () => {
    const url = (await open(server, 'set', await makePerson(server))).url;
    const slip = { newPin: '1234', repeatPin: '1234' };
    const kept = await submit(await look(url), { ...slip, ...PAIR });
    expect(kept.forms[0]?.fields).toMatchObject(PAIR);
    for (const promptPhrase of ['5903', `${'x'.repeat(100)}5903`, '5\u200b903', '٥٩٠٣ 5 9 0 3']) {
      const emptied = await submit(await look(url), { ...slip, ...PAIR, promptPhrase });
      expect(emptied.forms[0]?.fields['promptPhrase']).toBe('');
      expect(emptied.markup).not.toContain('903');
    }
  });
});
