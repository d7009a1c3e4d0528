import { Secret, TOTP } from 'otpauth';
import { afterEach, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { type OperatorBrowser, openBrowser } from './operator-browser.ts';

let dir: TempDir;
let server: ServerProcess;
afterEach(async () => {
  await server.kill();
  await dir.remove();
});

const first = `first ${crypto.randomUUID()}`;
const second = `second ${crypto.randomUUID()}`;
const wrong = `wrong ${crypto.randomUUID()}`;
/** As people do who begin with the password. */
const inNameField = `typed ${crypto.randomUUID()}`;
const wrongKey = `pt_admin_${crypto.randomUUID()}`;

it('passwords, codes, secrets, tokens and wrong keys of operators are in no log, file, row or answer', async () => {
  dir = makeTempDir();
  server = await startServerProcess(dir.path, 'dev', ['--log-level', 'trace']);
  const told: string[] = [];
  const tokens = new Set<string>();
  const watched = (browser: OperatorBrowser): OperatorBrowser['call'] => {
    return async (...given) => {
      const answer = await browser.call(...given);
      if (browser.token !== undefined) tokens.add(browser.token);
      told.push(answer.text);
      return answer;
    };
  };
  const admin = openBrowser(server);
  const asAdmin = watched(admin);
  await asAdmin('POST', '/session', { adminKey: wrongKey });
  await asAdmin('GET', '/tenants', undefined, { authorization: `Bearer ${wrongKey}` });
  await asAdmin('POST', '/session', { adminKey: server.demo.adminKey });
  await asAdmin('POST', '/accounts', { name: 'ann', role: 'owner', password: first });

  const ann = watched(openBrowser(server));
  const signIn = (body: object) => ann('POST', '/session', { account: 'ann', ...body });
  await signIn({ password: wrong });
  await signIn({ account: inNameField, password: first });
  await signIn({ password: first });
  const passwords = { currentPassword: first, newPassword: second };
  expect((await ann('PUT', '/session/password', passwords)).body['outcome']).toBe('changed');
  const { body, text } = await ann('POST', '/session/totp', { password: second });
  told.splice(told.indexOf(text), 1);
  const secret = String(body['secret']);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = totp.generate();
  expect((await ann('POST', '/session/totp/confirm', { code })).body['outcome']).toBe('confirmed');
  await signIn({ password: second });
  await signIn({ password: second, code });

  // Of the sign-ins, of the new password, and of the app.
  expect(tokens.size).toBe(4);
  const raw = Buffer.from(Secret.fromBase32(secret).bytes).toString('latin1');
  const secrets = [first, second, wrong, inNameField, wrongKey, secret, raw, ...tokens];
  const kept = await everythingKept(dir.path);
  const sinks = [
    ...kept,
    ...told.map((each) => ['an answer', each] as const),
    ['the log', server.stderr()] as const,
  ];
  expect(server.stderr()).toContain('refused an operator');
  for (const each of secrets) {
    for (const spelling of spellings(each)) {
      const found = sinks.filter(([, content]) => content.includes(spelling));
      expect(found.map(([name]) => name)).toEqual([]);
    }
  }
});
