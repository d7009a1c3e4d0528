import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { startServerProcess } from '../../support/server-process.ts';
import { everythingKept } from '../../support/sinks.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import type { TestServer } from '../../support/test-server.ts';
import { type App, changeBody, codeFor, demoApp, loginBody, nextMobile } from './app.ts';

const PINS = ['8305', '5927', '7392', '4071', '3816'] as const;

/** Four bare digits would turn up by chance; nobody writes them down like this without meaning to. */
function spellings(secret: string): readonly string[] {
  const digests = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => {
    return createHash(name).update(secret).digest('hex');
  });
  return [`"${secret}"`, `'${secret}'`, `=${secret}`, `: ${secret}`, `:${secret},`, ...digests];
}

/** Every call that takes a secret, right, wrong and broken; answers what was told and the tokens. */
async function sayEverything(app: App) {
  const told: string[] = [];
  const secrets: string[] = [];
  const post = async (path: string, token: string, body: unknown, account = '0') => {
    const headers = { 'x-account-number': account };
    const answer = await app.post(path, token, body, headers);
    const { data } = answer.body as { data?: Record<string, string> };
    told.push(JSON.stringify([...answer.headers]), answer.text);
    return data ?? {};
  };
  const client = await app.token();
  const mobile = nextMobile();
  const otpEventType = 'ENROLL';
  const { otpRef } = await post('/onboarding/otp/generateOTP/v1', client, { mobile, otpEventType });
  const otpVal = await codeFor(app.server, mobile);
  const proof = { otpRef, otpEventType, token: client };
  await post('/onboarding/otp/validateOTP/v1', client, { ...proof, otpVal: '000000' });
  const proven = await post('/onboarding/otp/validateOTP/v1', client, { ...proof, otpVal });
  const { token = '', accountNumber = '' } = proven;
  const [first, second, third, wrong, weird] = PINS;
  const save = '/onboarding/user/saveCredentials/v1';
  for (const pin of [Number(first), `${first} `, [first], first]) {
    await post(save, token, { pin, signInMode: 1 });
  }
  await post(save, token, `{"pin":"${weird}","signInMode":1`);
  await post(save, token, { [weird]: weird, signInMode: weird });
  const login = '/onboarding/user/login/v1';
  let inside = '';
  for (const pin of [wrong, Number(first), first]) {
    const data = await post(login, client, loginBody({ pin }, client), accountNumber);
    inside = data['token'] ?? inside;
  }
  const change = '/onboarding/user/changePin/v1';
  for (const [from, to] of [
    [wrong, second],
    [first, '1111'],
    [first, second],
  ]) {
    await post(change, inside, changeBody(from, to));
  }
  await post('/onboarding/user/resetPin/v1', inside, { pin: third, signInMode: 1 });
  secrets.push(client, token, inside, app.secret, otpVal);
  return { told, secrets };
}

it('no PIN, code, token or app secret reaches an answer it is not for, a log line or a file', async () => {
  const dir = makeTempDir();
  const server = await startServerProcess(dir.path, 'dev', ['--log-level', 'debug']);
  try {
    const app = demoApp(server as unknown as TestServer);
    const { told, secrets } = await sayEverything(app);
    expect(told.join('')).toContain('Pin has been reset successfully');
    await server.terminate();
    const kept = (await everythingKept(dir.path)).filter(([name]) => !name.endsWith('demo.json'));
    const sinks = [server.stderr(), ...kept.map(([, text]) => text)];
    expect(server.stderr()).toContain('resetPin');
    const [client = '', token = '', inside = '', secret = '', code = ''] = secrets;
    for (const text of sinks) {
      for (const each of [client, token, inside, secret]) expect(text.includes(each)).toBe(false);
      for (const each of [...PINS, code].flatMap(spellings))
        expect(text.includes(each)).toBe(false);
    }
    for (const each of [...PINS, code].flatMap(spellings)) {
      expect([each, told.some((text) => text.includes(each))]).toEqual([each, false]);
    }
  } finally {
    await server.kill();
    await dir.remove();
  }
});
