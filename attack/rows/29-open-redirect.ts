import { openLink, submitForm } from '../hosted.ts';
import { enrol, PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask } from '../target/ask.ts';

const RETURN_URLS = [
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
  ],
  ...['http://evil.example/', '//evil.example', '/\\evil.example', 'https://user@evil.example/'],
  ...[
    'https://bank.example:pw@evil.example/',
    'http://127.0.0.1.evil.example/',
    'blob:https://x/1',
  ],
  ...[
    'http://localhost.evil.example/',
    'ftp://evil.example/',
    'https:',
    '',
    'intent://x#Intent;end',
  ],
];

const PARAMETERS = ['returnUrl', 'return', 'next', 'url', 'redirect', 'redirect_uri', 'continue'];

export const openRedirect: Row = {
  number: 29,
  title: 'open redirect',
  wants: 'a trusted address that leads somewhere else',
  holds:
    'a page leads back where the tenant said, to https or to this machine, and nothing in an address moves that',
  quick: true,
  weakening: {
    what: 'takes any address to go back to',
    edits: [
      {
        file: 'dialects/native/fields.ts',
        find: 'function isReturnUrl(text: string): boolean {',
        put: 'function isReturnUrl(text: string): boolean {\n  if (text !== null) return true;',
      },
    ],
    shows: /^javascript:alert\(1\) was taken as an address to go back to$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const subject = await enrol(target);
    for (const returnUrl of RETURN_URLS) {
      const body = { type: 'verify', subject, returnUrl };
      const { status } = await target.call('POST', '/v1/challenges', body);
      mustHold(status === 400, `${returnUrl} was taken as an address to go back to`);
    }
    const returnUrl = 'https://app.example/back';
    const page = await openLink(target, 'verify', subject, { returnUrl });
    const evil = PARAMETERS.map((name) => `${name}=https%3A%2F%2Fevil.example%2F`).join('&');
    const tampered = await ask(`${page.url}?${evil}`, 'GET');
    mustHold(
      !tampered.text.includes('evil.example'),
      'a page shows an address from its own address',
    );
    const done = await submitForm({ url: `${page.url}?${evil}` }, { currentPin: PIN });
    mustBeSo(done.status === 303, `the page did not end: ${done.status}`);
    const location = new URL(String(done.headers.location), page.url);
    mustHold(location.origin === target.padUrl, `the page led to ${location.origin}`);
    const end = await ask(location.href, 'GET');
    mustBeSo(end.text.includes(returnUrl), 'the last page does not lead back');
    const paths = [
      '//evil.example',
      '/\\evil.example',
      '//evil.example/%2e%2e',
      '/%2f%2fevil.example',
    ];
    for (const origin of [target.baseUrl, target.padUrl]) {
      for (const path of [...paths, `/console//evil.example`, `/docs/..//evil.example`]) {
        const { headers, status } = await ask(`${origin}${path}`, 'GET');
        const to =
          headers.location === undefined ? origin : new URL(headers.location, origin).origin;
        mustHold(to === origin, `${path} led to ${to}`);
        mustHold(status < 500, `${path} was answered with ${status}`);
      }
    }
  },
};
