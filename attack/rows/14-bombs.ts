import { gzipSync } from 'node:zlib';
import { enrol, outcomeOf, PIN, statusOf, verify } from '../people.ts';
import { mustHold, type Row } from '../row.ts';
import { ask } from '../target/ask.ts';
import { bodyOf, isRefused, jsonCalls } from '../wires.ts';

const MEBIBYTE = 1024 * 1024;
const DEEP = 30_000;

export const bombs: Row = {
  number: 14,
  title: 'bombs: nesting, size, compression, headers',
  wants: 'little to send that is much to work on',
  holds: 'limits on size, nesting, header and number of fields that are met before the work',
  quick: true,
  weakening: {
    what: 'reads bodies of any size',
    edits: [
      {
        file: 'http/server.ts',
        find: 'const BODY_MAX_BYTES = 64 * 1024;',
        put: 'const BODY_MAX_BYTES = 64 * 1024 * 1024;',
      },
    ],
    shows: /^native read a body of 8 MiB: \d+/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target);
    for (const call of jsonCalls(target, person)) {
      const { wire, send, members } = call;
      const big = await send(bodyOf([...members, `"x":"${'x'.repeat(8 * MEBIBYTE)}"`])).catch(
        // Refused while it was still being sent.
        () => undefined,
      );
      const isRead = big !== undefined && big.status !== 413;
      mustHold(!isRead, `${wire} read a body of 8 MiB: ${big?.status}`);
      for (const deep of [
        `"x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
        `"x":${'{"a":'.repeat(DEEP / 3)}1${'}'.repeat(DEEP / 3)}`,
      ]) {
        const answer = await send(bodyOf([...members, deep]));
        mustHold(isRefused(call, answer), `${wire} read JSON ${DEEP} deep: ${answer.status}`);
      }
    }
    await compressed(target.baseUrl, target.demo.native.apiKey, person);
    await headers(target.baseUrl);
    const { attemptsRemaining: left } = await statusOf(target, person);
    mustHold(left === 5, `bombs cost ${5 - left} guesses`);
    const right = outcomeOf(await verify(target, person, PIN));
    mustHold(right === 'verified', `the right PIN was answered with ${right} after it`);
  },
};

/** 16 MiB of blanks around a PIN are 16 KiB when packed. */
async function compressed(baseUrl: string, apiKey: string, person: string): Promise<void> {
  const packed = gzipSync(`{"pin":"8305"${' '.repeat(16 * MEBIBYTE)}}`);
  for (const coding of ['gzip', 'deflate', 'br', 'gzip, gzip', 'GZIP']) {
    const url = `${baseUrl}/v1/subjects/${person}/pin/verify`;
    const { status } = await ask(url, 'POST', packed, {
      authorization: `Bearer ${apiKey}`,
      'content-encoding': coding,
    });
    mustHold(
      status >= 400 && status < 500,
      `a body packed by ${coding} was answered with ${status}`,
    );
  }
}

async function headers(baseUrl: string): Promise<void> {
  const heavy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'of 40 KB in one line': { 'x-heavy': 'x'.repeat(40_000) },
    'with 5,000 lines': Object.fromEntries(
      Array.from({ length: 5_000 }, (_none, at) => [`x-${at}`, 'some value']),
    ),
    'with 30 KB of cookies': { cookie: 'a=b; '.repeat(6_000) },
  };
  for (const [what, sent] of Object.entries(heavy)) {
    const answer = await ask(`${baseUrl}/v1/policy`, 'GET', undefined, sent).catch(() => undefined);
    const status = answer?.status ?? 431;
    mustHold(status === 431 || status === 400, `a header ${what} was answered with ${status}`);
  }
}
