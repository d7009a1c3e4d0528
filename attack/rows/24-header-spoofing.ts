import { openChallenge } from '../hosted.ts';
import { enrol, outcomeOf, PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask } from '../target/ask.ts';

const ELSEWHERE = '198.51.100.7';
const SPOOFED = {
  'x-forwarded-for': ELSEWHERE,
  forwarded: `for=${ELSEWHERE};host=evil.example;proto=https`,
  'x-real-ip': ELSEWHERE,
  'x-client-ip': ELSEWHERE,
  'true-client-ip': ELSEWHERE,
  'cf-connecting-ip': ELSEWHERE,
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-original-url': '/admin/v1/tenants',
  'x-rewrite-url': '/admin/v1/tenants',
  'x-http-method-override': 'DELETE',
  'x-method-override': 'DELETE',
  'x-tenant': 'other',
  'x-user': 'admin',
};

export const headerSpoofing: Row = {
  number: 24,
  title: 'header spoofing',
  wants: 'to be somebody else, somewhere else, or to have links lead elsewhere, by headers',
  holds:
    'the source is the connection unless a trusted proxy names another; nothing else in a header is believed',
  quick: true,
  weakening: {
    what: 'believes X-Forwarded-For of anybody',
    edits: [
      {
        file: 'http/pipeline/read-request.ts',
        find: 'source: sourceOf(request),',
        put: "source: String(request.headers['x-forwarded-for'] ?? sourceOf(request)),",
      },
    ],
    shows: /^the trail names the source 198\.51\.100\.7, which a header made up$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const person = await enrol(target);
    const path = `/v1/subjects/${person}/pin/verify`;
    const answer = await target.call('POST', path, { pin: PIN }, SPOOFED);
    mustBeSo(outcomeOf(answer) === 'verified', `not answered: ${answer.text}`);
    const sources = await target.sql('SELECT DISTINCT source FROM audit WHERE subject = ?', person);
    for (const { source } of sources) {
      const isOurs = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(String(source));
      mustHold(isOurs, `the trail names the source ${source}, which a header made up`);
    }
    const { url } = await openChallenge(target, 'verify', person);
    const sent = { ...SPOOFED, host: 'evil.example' };
    const page = await ask(url, 'GET', undefined, sent);
    mustBeSo(page.status === 200, `no page: ${page.status}`);
    const opened = await target.call(
      ...(['POST', '/v1/challenges', { type: 'verify', subject: person }, sent] as const),
    );
    for (const [what, text] of Object.entries({ page: page.text, link: opened.text })) {
      mustHold(!text.includes('evil.example'), `a header decides where the ${what} leads`);
    }
    const landing = await ask(`${target.baseUrl}/`, 'GET', undefined, sent);
    mustHold(!landing.text.includes('evil.example'), 'a header decides where the first page leads');
    const stranger = await ask(`${target.baseUrl}/admin/v1/tenants`, 'GET', undefined, SPOOFED);
    mustHold(stranger.status === 401, `the admin API answered a stranger with ${stranger.status}`);
    const still = await target.call('GET', `/v1/subjects/${person}`, undefined, SPOOFED);
    const there = await target.call('GET', `/v1/subjects/${person}`);
    mustHold(still.status === 200 && there.status === 200, 'a header changed the method of a call');
  },
};
