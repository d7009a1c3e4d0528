import { sendRaw } from '../../packages/server/test/operation/raw-socket.ts';
import { enrol, evaluatedGuesses, statusOf } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Target } from '../target/target.ts';

/** Header lines that two readers of one request may understand differently; `N` is the whole length. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'a length beside chunks': ['Content-Length: N', 'Transfer-Encoding: chunked'],
  'chunks beside a length': ['Transfer-Encoding: chunked', 'Content-Length: N'],
  'two lengths': ['Content-Length: 5', 'Content-Length: N'],
  'a list of lengths': ['Content-Length: 5, N'],
  'a length with a sign': ['Content-Length: +5'],
  'a length in hexadecimal': ['Content-Length: 0x5'],
  'a coding that is none': ['Content-Length: N', 'Transfer-Encoding: xchunked'],
  'chunks under another coding': ['Content-Length: N', 'Transfer-Encoding: chunked, identity'],
  'codings in two lines': ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
  'a blank before the colon': ['Content-Length: N', 'Transfer-Encoding : chunked'],
  'a folded line': ['Content-Length: N', 'Transfer-Encoding:', ' chunked'],
  'a line that ends with LF': ['Content-Length: N', 'X: x\nTransfer-Encoding: chunked'],
  'a line with a bare CR': ['Content-Length: N', 'X: x\rTransfer-Encoding: chunked'],
};

export const smuggling: Row = {
  number: 15,
  title: 'request smuggling',
  wants: "a request hidden in another one's body, which the proxy in front never saw",
  holds: 'a request whose length can be read in two ways is refused, and its connection closed',
  quick: true,
  weakening: {
    what: "reads HTTP as leniently as the parser's compatibility mode",
    edits: [
      {
        file: 'http/server.ts',
        find: '      maxHeaderSize: HEADERS_MAX_BYTES,',
        put: '      maxHeaderSize: HEADERS_MAX_BYTES,\n      insecureHTTPParser: true,',
      },
    ],
    shows: /^a guess hidden behind .* was (evaluated|charged)$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    await pipelinedGuess(target);
    for (const [shape, lines] of Object.entries(SHAPES)) {
      const person = await enrol(target);
      const hidden = guessAt(target, person, 'X-Hidden: yes');
      const body = `0\r\n\r\n${hidden}`;
      const head = lines.map((line) => line.replace('N', String(body.length)));
      const request = [
        ...['POST /v1/policy/check HTTP/1.1', 'Host: pin', 'Content-Type: application/json'],
        ...[`Authorization: Bearer ${target.demo.native.apiKey}`, ...head, '', body],
      ];
      const { socket, answer } = await sendRaw(target.baseUrl, request.join('\r\n'));
      const late = setTimeout(() => socket.destroy(), 1_500);
      const said = await answer;
      clearTimeout(late);
      const evaluated = await evaluatedGuesses(target, person);
      mustHold(evaluated === 0, `a guess hidden behind ${shape} was evaluated`);
      const { attemptsRemaining: left } = await statusOf(target, person);
      mustHold(left === 5, `a guess hidden behind ${shape} was charged`);
      const answers = said.split('HTTP/1.1 ').length - 1;
      mustHold(answers <= 1, `${answers} answers came to one request with ${shape}`);
    }
  },
};

/** That two honest requests on one connection are two: the hidden guess is one the server would run. */
async function pipelinedGuess(target: Target): Promise<void> {
  const person = await enrol(target);
  const close = guessAt(target, person, 'Connection: close');
  const { answer } = await sendRaw(target.baseUrl, close);
  mustBeSo((await answer).includes('"wrong"'), 'a guess over a raw socket is not answered');
}

function guessAt({ demo }: Target, person: string, line: string): string {
  const body = '{"pin":"4071"}';
  return [
    `POST /v1/subjects/${person}/pin/verify HTTP/1.1`,
    ...['Host: pin', `Authorization: Bearer ${demo.native.apiKey}`, line],
    ...['Content-Type: application/json', `Content-Length: ${body.length}`, '', body],
  ].join('\r\n');
}
