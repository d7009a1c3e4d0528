import { createHmac, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { makePerson } from '../../packages/server/test/dialects/mixin/people.ts';
import { asTestServer } from '../doors.ts';
import { enrol, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const jwtConfusions: Row = {
  number: 17,
  title: 'JWT confusions',
  wants:
    'a token that was altered, signed by nobody or by an algorithm of its own choice to be believed',
  holds:
    'the algorithm is that of the key; each kind of token has a key, an audience and an issuer of its own',
  quick: true,
  weakening: {
    what: 'believes a session token that says it has no signature',
    edits: [
      {
        file: 'crypto/token-signer.ts',
        find: '        const { payload } = await jwtVerify(text, publicKey, {',
        put: `        if (text.endsWith('.')) return { token: 'valid', session: toSession(decodeJwt(text)) };
        const { payload } = await jwtVerify(text, publicKey, {`,
      },
    ],
    shows: /^a session token with the algorithm none was believed$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    await sessionTokens(target);
    await signedRequests(target);
  },
};

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Tokens of the Circle wire, of which each speaks for one person. */
async function sessionTokens(target: Target): Promise<void> {
  const { baseUrl, apiKey } = target.demo.circle;
  const headers = { authorization: `Bearer ${apiKey}` };
  const post = (path: string, body: object) => ask(`${baseUrl}${path}`, 'POST', body, headers);
  const whose = async (token: string) => {
    const answer = await ask(`${baseUrl}/v1/w3s/user`, 'GET', undefined, {
      ...{ ...headers, 'x-user-token': token },
    });
    return answer.status < 300 ? answer.text : '';
  };
  const [mine, victim] = [fresh('circle-me'), fresh('circle-victim')];
  for (const userId of [mine, victim]) await post('/v1/w3s/users', { userId });
  const made = await post('/v1/w3s/users/token', { userId: mine });
  const token = String((made.body['data'] as Record<string, unknown>)['userToken']);
  mustBeSo((await whose(token)).includes(mine), 'a session token is not believed at all');

  const [head = '', middle = '', signature = ''] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  const claims = JSON.parse(Buffer.from(middle, 'base64url').toString()) as Record<string, unknown>;
  const forged = encode({ ...claims, sub: victim });
  const unsigned = (alg: unknown) => `${encode({ ...header, alg })}.${forged}.`;
  const keys = await target.call('GET', '/v1/keys');
  const published = (keys.body['keys'] as readonly { readonly x: string }[])[0];
  mustBeSo(published !== undefined, `no keys are published: ${keys.text}`);
  const ours = generateKeyPairSync('ed25519');
  const signedBy = (changes: object, by: (text: string) => Buffer) => {
    const text = `${encode({ ...header, ...changes })}.${forged}`;
    return `${text}.${by(text).toString('base64url')}`;
  };
  const own = (text: string) => sign(null, Buffer.from(text), ours.privateKey);
  const jwk = createPublicKey(ours.privateKey).export({ format: 'jwk' });
  const hmac = (secret: string | Buffer) => (text: string) =>
    createHmac('sha256', secret).update(text).digest();
  const assertion = await assertionOf(target, victim);
  const attempts: Readonly<Record<string, string>> = {
    'with the algorithm none': unsigned('none'),
    'with the algorithm nOnE': unsigned('nOnE'),
    'with no algorithm': unsigned(undefined),
    'with an empty signature': `${head}.${forged}.`,
    'with the signature of another': `${head}.${forged}.${signature}`,
    'signed by a key it brings along': signedBy({ jwk }, own),
    'signed by a key behind an address': signedBy({ jku: 'http://127.0.0.1:9/keys' }, own),
    'signed by our own key': signedBy({}, own),
    'under a MAC with the published key': signedBy({ alg: 'HS256' }, hmac(published.x)),
    'under a MAC with its bytes': signedBy(
      { alg: 'HS256' },
      hmac(Buffer.from(published.x, 'base64url')),
    ),
    'under a MAC with no key': signedBy({ alg: 'HS256' }, hmac('')),
    'with a critical header': signedBy({ crit: ['b64'], b64: false }, own),
    'that is an assertion': assertion,
    'that has expired': `${head}.${encode({ ...claims, exp: 1 })}.${signature}`,
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    mustHold((await whose(attempt)) === '', `a session token ${what} was believed`);
  }
}

async function assertionOf(target: Target, id: string): Promise<string> {
  await enrol(target, { id: fresh(id) });
  const person = await enrol(target);
  const { body } = await verify(target, person, PIN, { operation: 'log in' });
  mustBeSo(typeof body['assertion'] === 'string', 'there is no assertion');
  return String(body['assertion']);
}

/** Requests of the Mixin wire, each signed by the client that sends it. */
async function signedRequests(target: Target): Promise<void> {
  const server = asTestServer(target);
  const [me, victim] = [await makePerson(server), await makePerson(server)];
  mustBeSo((await me.ask('GET', '/me')).status === 200, 'a signed request is not believed');
  const publicKey = createPublicKey(victim.session.key).export({ format: 'der', type: 'spki' });
  const asVictim = { uid: victim.userId, sid: victim.session.sessionId };
  const attempts = {
    'with the algorithm none': { header: { alg: 'none' }, sign: () => Buffer.alloc(0) },
    'with an empty signature': { sign: () => Buffer.alloc(0) },
    'under a MAC with the public key': {
      header: { alg: 'HS256' },
      sign: (text: string) => createHmac('sha256', publicKey).update(text).digest(),
    },
    'signed by somebody else': {},
    'with noise for a signature': { sign: () => randomBytes(64) },
    'with the algorithm of RSA': { header: { alg: 'RS512' } },
  };
  for (const [what, changes] of Object.entries(attempts)) {
    const answer = await me.ask('GET', '/me', undefined, { ...changes, claims: asVictim });
    mustHold(answer.data === undefined, `a request ${what} was believed`);
  }
}
