import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { openChallenge } from '../hosted.ts';
import { enrol, OTHER_PIN, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const assertionForgery: Row = {
  number: 22,
  title: 'assertion forgery',
  wants: 'a proof of a PIN that was not shown, or was shown for something else',
  holds: 'the published keys sign assertions and nothing else; what is signed is what was verified',
  quick: true,
  weakening: {
    what: 'signs session tokens with the key of assertions',
    edits: [
      {
        file: 'crypto/token-signer.ts',
        find: "const sessionKey = tenantKeys(keyring, 'session');",
        put: "const sessionKey = tenantKeys(keyring, 'assertion');",
      },
    ],
    shows: /^the published keys of assertions verify a session token$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const { body } = await target.call('GET', '/v1/keys');
    const keys = createLocalJWKSet({
      keys: (body['keys'] as JSONWebKeySet['keys']).filter(({ use }) => use !== 'enc'),
    });
    const verifies = (token: string) =>
      jwtVerify(token, keys).then(
        () => true,
        () => false,
      );
    const person = await enrol(target);
    const right = await verify(target, person, PIN, { operation: 'pay 1 to Bob' });
    const assertion = String(right.body['assertion']);
    mustBeSo(await verifies(assertion), 'an assertion does not verify');

    await nothingForAWrongPin(target, person);
    const session = await sessionToken(target);
    mustHold(!(await verifies(session)), 'the published keys of assertions verify a session token');
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const altered = { ...decodeJwt(assertion), operation: 'pay 1000 to Eve' };
    const forged = Buffer.from(JSON.stringify(altered)).toString('base64url');
    const { privateKey } = generateKeyPairSync('ed25519');
    const own = await new SignJWT(altered).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
    const attempts = { altered: `${head}.${forged}.${signature}`, own, cut: `${head}.${claims}.` };
    for (const [what, token] of Object.entries(attempts)) {
      mustHold(!(await verifies(token)), `the published keys verify a token that is ${what}`);
    }
    await claimsThatAreGiven(target, person);
  },
};

async function nothingForAWrongPin(target: Target, person: string): Promise<void> {
  const operation = 'pay 2 to Bob';
  const wrong = await verify(target, person, WRONG_PIN, { operation });
  mustHold(wrong.body['assertion'] === undefined, 'a wrong PIN got an assertion');
  const { id } = await openChallenge(target, 'verify', person, { operation });
  const { body } = await target.call('GET', `/v1/challenges/${id}`);
  mustHold(
    body['assertion'] === undefined,
    'a challenge got an assertion before its PIN was shown',
  );
  const once = { 'idempotency-key': fresh('once') };
  const path = `/v1/subjects/${person}/pin/verify`;
  await target.call('POST', path, { pin: WRONG_PIN, operation }, once);
  const again = await target.call('POST', path, { pin: PIN, operation }, once);
  mustHold(again.body['assertion'] === undefined, 'a repeat with the right PIN got an assertion');
}

async function sessionToken(target: Target): Promise<string> {
  const { baseUrl, apiKey } = target.demo.circle;
  const headers = { authorization: `Bearer ${apiKey}` };
  const userId = fresh('circle-me');
  await ask(`${baseUrl}/v1/w3s/users`, 'POST', { userId }, headers);
  const { body } = await ask(`${baseUrl}/v1/w3s/users/token`, 'POST', { userId }, headers);
  return String((body['data'] as Record<string, unknown>)['userToken']);
}

/** What the caller says beside the PIN is signed as what it is, and overwrites nothing. */
async function claimsThatAreGiven(target: Target, person: string): Promise<void> {
  const operation = '","sub":"eve","purpose":"transaction","x":"';
  const { body } = await verify(target, person, PIN, { operation });
  const claims = decodeJwt(String(body['assertion']));
  mustHold(
    claims.sub === person && claims['operation'] === operation && claims['purpose'] === 'login',
    `an operation overwrote claims: ${JSON.stringify(claims)}`,
  );
  const refused = ['line\nbreak', 'right\u202eto left', '\u0000', ''];
  for (const text of refused) {
    const { status } = await verify(target, person, PIN, { operation: text });
    mustHold(status === 400, `the operation ${JSON.stringify(text)} was signed`);
  }
  const { status } = await verify(target, person, OTHER_PIN, { sub: 'eve' });
  mustHold(status === 400, 'a caller may name a subject beside the one of the address');
}
