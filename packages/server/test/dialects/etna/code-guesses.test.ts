import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Call } from '../../../src/core/model/call.ts';
import type { WireResponse } from '../../../src/dialects/dialect.ts';
import { exchangeCode } from '../../../src/dialects/etna/calls/exchange-code.ts';
import { openTestCore, type TestCore } from '../../support/test-core.ts';

// Dev mode knows no limits for this machine, so this is about the call itself, with limits on.

let test: TestCore;
beforeEach(async () => {
  test = await openTestCore();
});
afterEach(() => test.close());

const from = (source: string, actor = 'app'): Call => ({
  ...test.call,
  ...{ dialect: 'etna', source, actor },
});

function guess(code: string, call: Call): Promise<WireResponse> {
  const body = Buffer.from(JSON.stringify({ Code: code, Identifier: 'ResetPinCode' }));
  const address = '/etna/api/v1.0/users/identifiers/reset/code';
  const request = { id: 'x', headers: {}, params: {}, query: {}, method: 'POST', address, body };
  return exchangeCode.handle({ ...request, source: call.source }, call, test.core);
}

/** Six digits that differ from call to call. */
const nth = (number: number) => String(100_000 + number);

async function sendCode(call: Call): Promise<string> {
  const id = 'ann';
  await test.core.createSubject(call, {
    ...{ id, identifiers: [{ type: 'email', value: 'ann@example.com' }] },
  });
  const subject = await test.core.findSubject(call, { id });
  const use = `etna:ResetPinCode:${call.actor}`;
  const about = { subject, use, template: 'recovery_code', findable: true } as const;
  const sent = await test.core.sendCode(call, about);
  if (sent.outcome !== 'sent') throw new Error(sent.outcome);
  return sent.code;
}

it('looks at ten codes from one address in ten minutes, the right one included', async () => {
  const call = from('192.0.2.1');
  const code = await sendCode(call);
  const codes = Array.from({ length: 12 }, (_each, index) => nth(index)).filter((c) => c !== code);
  const statuses: number[] = [];
  for (const each of codes.slice(0, 11)) statuses.push((await guess(each, call)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
  const refused = await guess(code, call);
  expect([refused.status, refused.body]).toEqual([
    429,
    {
      Errors: ['Too many codes were tried. Try again later.'],
      ErrorsCode: ['ErrorTooManyAttempts'],
      StatusCode: 429,
      IsSucceed: false,
    },
  ]);
  expect(Number(refused.headers?.['retry-after'])).toBe(600);
  // Somebody elsewhere is not kept out, and the code was not looked at.
  expect((await guess(code, from('192.0.2.2'))).status).toBe(200);
});

it('looks at no more than ten of many that arrive at once', async () => {
  const call = from('192.0.2.1');
  const answers = await Promise.all(Array.from({ length: 60 }, (_e, i) => guess(nth(i), call)));
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(10);
});

it('looks at fifty codes of one app, however many addresses ask', async () => {
  let looked = 0;
  for (let number = 0; number < 80; number += 1) {
    const { status } = await guess(nth(number), from(`192.0.2.${number}`));
    if (status === 400) looked += 1;
  }
  expect(looked).toBe(50);
  expect((await guess(nth(0), from('198.51.100.1', 'another-app'))).status).toBe(400);
  test.clock.advance(10 * 60_000 + 1);
  expect((await guess(nth(0), from('192.0.2.1'))).status).toBe(400);
});

it('cannot be used up for the whole app from one address', async () => {
  for (let number = 0; number < 200; number += 1) await guess(nth(number), from('192.0.2.1'));
  expect((await guess(nth(0), from('192.0.2.2'))).status).toBe(400);
});

it('counts nothing that is no code', async () => {
  for (let times = 0; times < 20; times += 1) await guess('12345', from('192.0.2.1'));
  expect((await guess(nth(0), from('192.0.2.1'))).status).toBe(400);
});
