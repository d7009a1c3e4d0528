import { createPrivateKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { ED25519_SESSION, RSA_SESSION } from '../../../test/dialects/mixin/vectors.ts';
import { CLIENTS } from '../../cli/keystore-clients.ts';
import type { ClientKeyAlgorithm } from '../../core/model/client-key.ts';
import { keystoresFor } from './keystores.ts';

const fromHex = (hex: string) => Buffer.from(hex, 'hex');
const fromBase64 = (text: string) => Buffer.from(text, 'base64');

/** The sessions of the vectors, as the server would have made them. */
const KEYSTORES: Readonly<Record<ClientKeyAlgorithm, ReturnType<typeof keystoresFor>>> = {
  ed25519: keystoresFor({
    userId: ED25519_SESSION.userId,
    sessionId: ED25519_SESSION.sessionId,
    generated: {
      publicKey: { algorithm: 'ed25519', bytes: fromHex(ED25519_SESSION.clientPublicHex) },
      privateKey: fromHex(ED25519_SESSION.clientSeedHex),
    },
    offer: {
      serverKey: fromHex(ED25519_SESSION.serverPublicKeyHex),
      token: fromBase64(ED25519_SESSION.pinToken),
    },
  }),
  rsa: keystoresFor({
    userId: RSA_SESSION.userId,
    sessionId: RSA_SESSION.sessionId,
    generated: {
      publicKey: { algorithm: 'rsa', bytes: fromBase64(RSA_SESSION.sessionSecret) },
      privateKey: fromBase64(RSA_SESSION.clientPrivatePkcs1DerBase64),
    },
    offer: { serverKey: null, token: fromBase64(RSA_SESSION.pinToken) },
  }),
};

it.each(['ed25519', 'rsa'] as const)('has a form for every client of %s', (algorithm) => {
  expect(Object.keys(KEYSTORES[algorithm])).toEqual(CLIENTS[algorithm]);
});

it('writes an Ed25519 session as each SDK reads it', () => {
  const { userId, sessionId, pinToken, pinTokenBase64 } = ED25519_SESSION;
  const session = { session_id: sessionId };
  const newest = { app_id: userId, ...session, session_private_key: ED25519_SESSION.clientSeedHex };
  const pair = ED25519_SESSION.clientPrivate64Urlsafe;
  const older = { user_id: userId, ...session, private_key: pair, pin_token: pinTokenBase64 };
  expect(KEYSTORES.ed25519).toEqual({
    official7App: { ...newest, server_public_key: ED25519_SESSION.serverPublicKeyHex },
    official7User: { ...newest, pin_token_base64: pinTokenBase64 },
    official6: older,
    official4: older,
    community3: {
      ...{ client_id: userId, client_secret: '', ...session, pin_token: pinToken, pin: '' },
      private_key: `${pair.replaceAll('-', '+').replaceAll('_', '/')}==`,
    },
  });
});

it('writes an RSA key as PEM that opens', () => {
  const { community1, community3 } = KEYSTORES.rsa;
  const { private_key = '', ...rest } = community1 ?? {};
  const { userId: client_id, sessionId: session_id, pinToken: pin_token } = RSA_SESSION;
  expect(rest).toEqual({ client_id, session_id, pin_token, pin: '' });
  expect(community3).toEqual({ ...rest, private_key, client_secret: '' });
  const der = createPrivateKey(private_key).export({ format: 'der', type: 'pkcs1' });
  expect(der.toString('base64')).toBe(RSA_SESSION.clientPrivatePkcs1DerBase64);
});
