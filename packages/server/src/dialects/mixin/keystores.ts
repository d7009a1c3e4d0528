import type { ChannelOffer } from '../../core/model/client-key.ts';
import type { GeneratedClientKey } from '../../core/ports/client-crypto.ts';
import { channelFields } from './channel-fields.ts';

/** All that whoever runs a client has to know. */
export interface ClientSecrets {
  readonly userId: string;
  readonly sessionId: string;
  readonly generated: GeneratedClientKey;
  readonly offer: ChannelOffer;
}

export type Keystore = Readonly<Record<string, string>>;
export type Keystores = Readonly<Record<string, Keystore>>;

const PEM_LINE = /.{1,64}/g;

/** The one client in the form each published SDK wants it in (mixin 4.4). */
export function keystoresFor(client: ClientSecrets): Keystores {
  switch (client.generated.publicKey.algorithm) {
    case 'ed25519':
      return ed25519Keystores(client);
    case 'rsa':
      return rsaKeystores(client);
  }
}

function ed25519Keystores({ userId, sessionId, generated, offer }: ClientSecrets): Keystores {
  const { pin_token, pin_token_base64, server_public_key } = channelFields(offer);
  const seed = Buffer.from(generated.privateKey);
  const pair = Buffer.concat([seed, generated.publicKey.bytes]);
  const session = { session_id: sessionId };
  const newest = { app_id: userId, ...session, session_private_key: seed.toString('hex') };
  const older = { user_id: userId, ...session, private_key: pair.toString('base64url') };
  return {
    official7App: { ...newest, server_public_key },
    official7User: { ...newest, pin_token_base64 },
    official6: { ...older, pin_token: pin_token_base64 },
    official4: { ...older, pin_token: pin_token_base64 },
    community3: {
      ...{ client_id: userId, client_secret: '', ...session },
      ...{ private_key: pair.toString('base64'), pin_token, pin: '' },
    },
  };
}

/** Two SDKs sign with RSA; the others know Ed25519 only. */
function rsaKeystores({ userId, sessionId, generated, offer }: ClientSecrets): Keystores {
  const { pin_token } = channelFields(offer);
  const private_key = toPem(generated.privateKey);
  const keystore = { client_id: userId, session_id: sessionId, private_key, pin_token, pin: '' };
  return { community3: { ...keystore, client_secret: '' }, community1: keystore };
}

/** PKCS #1 in the text form of RFC 7468. */
function toPem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(PEM_LINE) ?? [];
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA PRIVATE KEY-----`);
  return `${[begin, ...lines, end].join('\n')}\n`;
}
