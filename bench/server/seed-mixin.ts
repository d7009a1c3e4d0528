import type { Core } from '../../packages/server/src/core/core.ts';
import type { Call } from '../../packages/server/src/core/model/call.ts';
import { MIXIN } from '../../packages/server/src/dialects/mixin/settings.ts';
import { newNote } from '../../packages/server/src/dialects/mixin/user-note.ts';
import { type MixinUserKind, mixinUser, publicKeyOf } from '../mixin/mixin-user.ts';
import { numbers, PIN, PURPOSE } from './subjects.ts';

const AT_ONCE = 64;

/** By session id: what the server gives to the secret of the session, in base64. */
export type MixinTokens = Readonly<Record<string, string>>;

/** Users with one session each and a PIN, made through the use cases as the wire makes them. */
export async function seedMixin(
  core: Core,
  tenantCall: Call,
  kind: MixinUserKind,
  count: number,
): Promise<MixinTokens> {
  const call = { ...tenantCall, dialect: MIXIN };
  const remaining = numbers(count).values();
  const tokens: Record<string, string> = {};
  const makeSome = async () => {
    for (const number of remaining) {
      const { userId: subject, sessionId, sessionSeed, tipSeed } = mixinUser(kind, number);
      await core.createSubject(call, {
        id: subject,
        note: newNote({ fullName: `User ${number}` }),
      });
      const publicKey = publicKeyOf(sessionSeed);
      const { offer } = await core.registerClientKey(call, { id: sessionId, subject, publicKey });
      tokens[sessionId] = Buffer.from(offer.token).toString('base64');
      const about = { subject: { id: subject }, purpose: PURPOSE };
      const set =
        kind === 'tip'
          ? core.setKey(call, { ...about, newKey: { publicKey: publicKeyOf(tipSeed), counter: 1 } })
          : core.setPin(call, { ...about, newPin: PIN });
      const { outcome } = await set;
      if (outcome !== 'set') throw new Error(`the bench PIN was not set: ${outcome}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeSome));
  return tokens;
}
