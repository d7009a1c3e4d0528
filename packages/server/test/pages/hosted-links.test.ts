import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { look, makePerson, open, post, submit } from './hosted-visitor.ts';

const ANYTHING_TO_TYPE = /<(input|form|button|select|textarea)/;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

describe('a link', () => {
  it('opens with all of it only: the id, which apps and logs know, opens nothing', async () => {
    const { id, url } = await open(server, 'set', await makePerson(server));
    const link = url.slice(url.lastIndexOf('/') + 1);
    const mark = link.slice(-32);
    const altered = `${mark[0] === '0' ? '1' : '0'}${mark.slice(1)}`;
    const elsewhere = await open(server, 'set', await makePerson(server));
    for (const wrong of [
      id,
      `${server.demo.tenant}.${id}`,
      `${server.demo.tenant}.${id}.`,
      link.replace(mark, altered),
      link.replace(mark, mark.slice(1)),
      link.replace(id, elsewhere.id),
      link.replace(server.demo.tenant, 'nobody'),
    ]) {
      const page = await look(`${server.padUrl}/c/${wrong}`);
      expect(page.status, wrong).toBe(404);
      expect(page.heading).toBe('This link leads nowhere');
      expect(page.markup).not.toMatch(ANYTHING_TO_TYPE);
      const posted = await post(`${server.padUrl}/c/${wrong}`, { newPin: '8305' });
      expect(posted.status, wrong).toBe(404);
    }
  });

  it('may be loaded any number of times before it is used, and never after', async () => {
    const subject = await makePerson(server);
    const { url } = await open(server, 'set', subject);
    const [page] = await Promise.all([look(url), look(url), look(url)]);
    await submit(await look(url), { newPin: '8305', repeatPin: '8305' });
    const used = await look(url);
    expect(used.status).toBe(410);
    expect(used.words).toContain('This link has been used');
    expect(used.words).toContain('Your PIN is set');
    expect(used.markup).not.toMatch(ANYTHING_TO_TYPE);
    const again = await submit(page, { newPin: '5172', repeatPin: '5172' });
    expect(again.status).toBe(410);
    const { body } = await server.call('POST', `/v1/subjects/${subject}/pin/verify`, {
      pin: '8305',
    });
    expect(body['outcome']).toBe('verified');
  });

  it('of which one of several submissions counts tells the others that it is used', async () => {
    const page = await look((await open(server, 'set', await makePerson(server))).url);
    const pins = ['8305', '5172', '9046', '6218'];
    const answers = await Promise.all(
      pins.map((pin) => submit(page, { newPin: pin, repeatPin: pin })),
    );
    expect(answers.filter(({ heading }) => heading === 'Your PIN is set').length).toBe(1);
    expect(answers.filter(({ status }) => status === 410).length).toBe(3);
  });

  it('shows no inputs when its time is over', async () => {
    const { url } = await open(server, 'set', await makePerson(server));
    const page = await look(url);
    await server.advanceClock(60 * 60);
    for (const late of [
      await look(url),
      await submit(page, { newPin: '8305', repeatPin: '8305' }),
    ]) {
      expect(late.status).toBe(410);
      expect(late.heading).toBe('This link has expired');
      expect(late.markup).not.toMatch(ANYTHING_TO_TYPE);
    }
  });

  it('that is over opens no recovery either', async () => {
    const subject = await server.makeSubject('8305');
    const { url } = await open(server, 'verify', subject);
    await submit(await look(url), { currentPin: '8305' });
    const page = await post(`${url}/forgot`, {});
    expect(page.status).toBe(410);
  });

  it('says when there is nothing to do', async () => {
    const subject = await server.makeSubject('8305');
    const set = await look((await open(server, 'set', subject)).url);
    expect(set.heading).toBe('You already have a PIN');
    const nobody = await makePerson(server);
    const verify = await look((await open(server, 'verify', nobody)).url);
    expect(verify.heading).toBe('You have no PIN yet');
    for (const page of [set, verify]) expect(page.markup).not.toMatch(ANYTHING_TO_TYPE);
  });

  it('tells nobody whose PIN it is about', async () => {
    const subject = await server.makeSubject('8305');
    const { url } = await open(server, 'change', subject);
    const page = await look(url);
    expect(url).not.toContain(subject);
    expect(page.markup).not.toContain(subject);
  });

  it('of a suspended tenant leads nowhere', async () => {
    const made = await server.admin('POST', '/tenants', { id: 'short-lived', name: 'Short' });
    const headers = { authorization: `Bearer ${made.body['apiKey']}` };
    await server.call('POST', '/v1/subjects', { id: 'ann' }, headers);
    const body = { type: 'set', subject: 'ann' };
    const opened = await server.call('POST', '/v1/challenges', body, headers);
    const url = String(opened.body['url']);
    expect((await look(url)).words).toContain('Short');
    await server.admin('PATCH', '/tenants/short-lived', { suspended: true });
    expect((await look(url)).status).toBe(404);
  });
});
