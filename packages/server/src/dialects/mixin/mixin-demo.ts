import { importJWK, SignJWT } from 'jose';
import type { Core } from '../../core/core.ts';
import { DAY_MS, SECOND_MS } from '../../core/model/instant.ts';
import type { DialectDemo } from '../dialect.ts';
import { makeClient } from './issue.ts';
import type { ClientSecrets } from './keystores.ts';
import { MIXIN, MOUNT } from './settings.ts';

/** As long as a token may live here, so that the start page's line does. */
const TOKEN_LIFE_MS = 90 * DAY_MS;

/** An app for every SDK: one user, with a session of each kind. */
export const mixinDemo: DialectDemo = {
  section: MIXIN,

  async seed(core, call, baseUrl) {
    const app = await makeClient(core, call, { name: 'Demo app', algorithm: 'ed25519' });
    const { subject } = app.key;
    const old = await makeClient(core, call, { name: 'Demo app', algorithm: 'rsa', subject });
    // The newer SDK of the two that take both kinds shows the newer one.
    const keystores = { ...old.keystores, ...app.keystores };
    return {
      baseUrl: `${baseUrl}${MOUNT}`,
      appKeystore: app.keystores['official7App'] ?? {},
      keystores,
      token: await tokenFor(core, app, 'GET/me'),
    };
  },

  curl: ({ baseUrl, token }) => `curl -s ${baseUrl}/me -H 'Authorization: Bearer ${token}'`,
};

/** An access token (mixin 3) for one request: method, address and body, joined. */
async function tokenFor(core: Core, client: ClientSecrets, request: string): Promise<string> {
  const { userId: uid, sessionId: sid, generated } = client;
  const d = Buffer.from(generated.privateKey).toString('base64url');
  const x = Buffer.from(generated.publicKey.bytes).toString('base64url');
  // RFC 8037, section 2.
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
  const iat = Math.floor(core.now() / SECOND_MS);
  const exp = iat + TOKEN_LIFE_MS / SECOND_MS;
  const sig = Buffer.from(core.hash('sha256', Buffer.from(request))).toString('hex');
  return new SignJWT({ uid, sid, iat, exp, jti: core.randomUuid(), sig, scp: 'FULL' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .sign(key);
}
