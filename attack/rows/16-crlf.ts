import { sendRaw } from '../../packages/server/test/operation/raw-socket.ts';
import { openChallenge } from '../hosted.ts';
import { enrol } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

const BREAK = '\r\nX-Injected: yes\r\n\r\n';

export const crlf: Row = {
  number: 16,
  title: 'CRLF and log injection',
  wants: 'lines of their own in headers of answers, in the log or in mail',
  holds:
    "a caller's request id is taken only where it is harmless; texts with controls are refused or escaped",
  quick: true,
  weakening: {
    what: 'takes any request id for its own',
    edits: [
      {
        file: 'http/pipeline/request-id.ts',
        find: 'const SAFE = /^[A-Za-z0-9._-]{8,64}$/;',
        put: 'const SAFE = /^[^]*$/;',
      },
    ],
    shows: /^a request id with .* in it was taken over$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve', flags: { 'log-level': 'trace' } });
    const person = await enrol(target);
    await requestIds(target, person);
    await addresses(target, person);
    await identifiers(target);
    for (const line of target.log().trimEnd().split('\n').filter(Boolean)) {
      mustHold(isJson(line), `the log has a line that is no JSON: ${line.slice(0, 120)}`);
      mustHold(!line.includes('"level":"fatal","forged"'), 'a line of the log was forged');
    }
  },
};

async function requestIds(target: Target, person: string): Promise<void> {
  const forged = '","level":"fatal","forged":"';
  const given = {
    quotes: forged,
    'a tab': 'abc\tdefgh',
    blanks: 'some id of mine',
    '8 bits': 'abcd\u00e9\u00e9\u00e9efg',
  };
  for (const [what, id] of Object.entries(given)) {
    const body = '{"pin":"4071"}';
    const request = [
      ...[`POST /v1/subjects/${person}/pin/verify HTTP/1.1`, 'Host: pin', 'Connection: close'],
      ...[`Authorization: Bearer ${target.demo.native.apiKey}`, `X-Request-Id: ${id}`],
      ...['Content-Type: application/json', `Content-Length: ${body.length}`, '', body],
    ];
    const { answer } = await sendRaw(target.baseUrl, request.join('\r\n'));
    const said = await answer;
    mustBeSo(/^HTTP\/1.1 [24]/.test(said), `no answer: ${said.slice(0, 80)}`);
    mustHold(!said.includes(id), `a request id with ${what} in it was taken over`);
    const rows = await target.sql('SELECT COUNT(*) AS n FROM audit WHERE request_id = ?', id);
    mustHold(Number(rows[0]?.['n']) === 0, `a request id with ${what} in it is in the trail`);
  }
}

/** Whatever stands in an address or a field, an answer has no header the server did not write. */
async function addresses(target: Target, subject: string): Promise<void> {
  const { url } = await openChallenge(target, 'verify', subject);
  const escaped = encodeURIComponent(BREAK);
  const asked = [
    ...[`${url}?lang=en${escaped}`, `${url}${escaped}`, `${target.padUrl}/${escaped}`],
    ...[`${target.baseUrl}/${escaped}`, `${target.baseUrl}/v1/subjects/${escaped}`],
    ...[`${target.baseUrl}//x${escaped}`, `${target.baseUrl}/docs/${escaped}?x=${escaped}`],
  ];
  for (const address of asked) {
    const { headers, status } = await ask(address, 'GET');
    mustHold(headers['x-injected'] === undefined, `${address} wrote a header of its own`);
    mustHold(status < 500, `${address} was answered with ${status}`);
  }
  const returnUrl = `https://app.example/${BREAK}`;
  const opened = await target.call('POST', '/v1/challenges', {
    type: 'verify',
    subject,
    returnUrl,
  });
  mustHold(
    opened.status >= 400 || !JSON.stringify(opened.body).includes('\\r\\n'),
    'an address to go back to was taken with line breaks in it',
  );
}

async function identifiers(target: Target): Promise<void> {
  for (const value of [
    `a@example.com\r\nBcc: b@example.com`,
    'a@example.com\nX: y',
    'a@x.com,b@x.com',
  ]) {
    const identifiers = [{ type: 'email', value }];
    const { status } = await target.call('POST', '/v1/subjects', {
      id: fresh('mail'),
      identifiers,
    });
    mustHold(status >= 400 && status < 500, `the mail address ${JSON.stringify(value)} was taken`);
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
