import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { WireResponse } from '../dialect.ts';
import { decodeUtf8 } from '../read-json.ts';
import type { TokenData } from './levels.ts';
import type { AppSettings } from './settings.ts';

/*
 * Encryption of whole bodies between an app and this server, on top of TLS. The vendor names a
 * library and no key derivation (onb 2): ours is ECDH-ES with `dir` and `A256GCM`.
 */

const USE = 'onboarding-payload';
const COMPACT_JWE = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

export interface AgreedPayload {
  /** For the client; empty where its own key was none. Clients expect the field in any case. */
  readonly serverKey: string;
  /** The key of the bodies, sealed for {@link TokenData}; absent where nothing is encrypted. */
  readonly sealed?: string;
}

/** `null`: the app has to encrypt, and sent no key to agree on one. */
export async function agreePayload(
  core: Core,
  call: Call,
  { payload: mode }: AppSettings,
  clientKey: string,
): Promise<AgreedPayload | null> {
  const agreed = await core.agreeKey(clientKey, call.actor);
  if (agreed === null) return mode === 'required' ? null : { serverKey: '' };
  const { serverKey } = agreed;
  if (mode === 'off') return { serverKey };
  const secret = Buffer.from(agreed.secret).toString('base64url');
  const sealed = await core.sealToken(USE, { tenant: call.tenant.id, app: call.actor, secret });
  return { serverKey, sealed };
}

/** How the bodies of one call travel. */
export interface PayloadChannel {
  readonly mode: AppSettings['payload'];
  /** `null`: none was agreed, or the switch is off. */
  readonly secret: Uint8Array | null;
}

/** Throws nothing: a key that does not open is none. */
export async function openChannel(
  core: Core,
  { tenant, actor, signIn }: Call,
  { payload: mode }: AppSettings,
): Promise<PayloadChannel> {
  const { payload: sealed } = (signIn?.data ?? {}) as TokenData;
  if (mode === 'off' || sealed === undefined) return { mode, secret: null };
  const claims = await core.openToken(USE, sealed);
  const isOurs = claims !== null && claims['tenant'] === tenant.id && claims['app'] === actor;
  return { mode, secret: isOurs ? Buffer.from(String(claims['secret']), 'base64url') : null };
}

export type ReceivedText =
  | { readonly text: string; readonly encrypted: boolean }
  /** Not to be opened, or in the clear where that is not allowed. */
  | { readonly refused: true };

export async function receive(
  core: Core,
  { mode, secret }: PayloadChannel,
  text: string,
): Promise<ReceivedText> {
  // There is nothing to hide in no body; its answer is still encrypted.
  if (text === '') {
    const isRequired = mode === 'required';
    return isRequired && secret === null ? { refused: true } : { text, encrypted: isRequired };
  }
  if (secret !== null && COMPACT_JWE.test(text)) {
    const opened = await core.decryptPayload(secret, text);
    const clear = opened && decodeUtf8(opened);
    return clear == null ? { refused: true } : { text: clear.trim(), encrypted: true };
  }
  return mode === 'required' ? { refused: true } : { text, encrypted: false };
}

/** An encrypted answer is a compact JWE as text (onb 1); its HTTP status stays in the clear. */
export async function encryptAnswer(
  core: Core,
  { secret }: PayloadChannel,
  { body, ...answer }: WireResponse,
): Promise<WireResponse> {
  if (secret === null) return { ...answer, body };
  const text = await core.encryptPayload(secret, Buffer.from(JSON.stringify(body)));
  return { ...answer, text };
}
