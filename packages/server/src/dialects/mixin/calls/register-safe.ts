import { Type } from 'typebox';
import type { PinProof } from '../../../core/model/pin-key.ts';
import { answer } from '../answers.ts';
import { fromBase64 } from '../base64.ts';
import { defineCall, type Exchange } from '../mixin-call.ts';
import { requirePin } from '../pin-fields.ts';
import type { PlainPin } from '../plain-pin.ts';
import { provePin } from '../prove-pin.ts';
import { BadField } from '../read-body.ts';
import { openPins, usePins } from '../sealed-pin.ts';
import { actionText } from '../tip-text.ts';
import { ownUser, readCaller } from '../user.ts';
import { userIdOf } from '../user-id.ts';
import { changeNote, readNote } from '../user-note.ts';
import { ownUserShape } from '../wire-answers.ts';

const ACTION = 'pin.verify';

/**
 * Registers the key a user will spend with: guarded by the TIP key, which signs user and key together,
 * and by the key itself, which signs the user (mixin 6). Registered once; the same key again is fine.
 */
export const registerSafe = defineCall({
  path: '/safe/users',
  summary: 'Register the key a user spends with, by a signature of the TIP key',
  data: ownUserShape,
  body: Type.Object({
    public_key: Type.Optional(Type.Unknown()),
    signature: Type.Optional(Type.Unknown()),
    pin: Type.Optional(Type.Unknown()),
    pin_base64: Type.Optional(Type.Unknown()),
  }),
  run: async (exchange, body) => {
    const { core, call, subject } = exchange;
    const userId = await userIdOf(core, call, subject);
    const publicKey = readKey(body.public_key);
    await requireOwnership(exchange, { userId, publicKey, signature: body.signature });
    await requireFirst(exchange, publicKey);

    const found = await openPins(exchange, ACTION, [requirePin(body)]);
    if ('refusal' in found) return found.refusal;
    const stale = await usePins(exchange, ACTION, found.opened);
    if (stale !== undefined) return stale;
    const message = actionText(core, 'SEQUENCER:REGISTER:', userId, publicKey);
    return provePin(exchange, proofOf(found.opened[0]?.pin, message), async () => {
      // Decided again with the newest state: of two keys at once one is registered.
      await changeNote(exchange, ({ hasSafe }) =>
        hasSafe ? {} : { hasSafe: true, spendPublicKey: publicKey },
      );
      await requireFirst(exchange, publicKey);
      return answer(await ownUser(exchange));
    });
  },
});

function readKey(value: unknown): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw new BadField('public_key', 'must be 32 bytes in lower-case hexadecimal');
}

interface Ownership {
  readonly userId: string;
  readonly publicKey: string;
  readonly signature: unknown;
}

/** Nobody can register a key they do not have. SDKs sign the SHA3-256 of the user id. */
async function requireOwnership({ core }: Exchange, given: Ownership): Promise<void> {
  const { userId, publicKey, signature } = given;
  const signed = {
    message: core.hash('sha3-256', Buffer.from(userId)),
    signature: (typeof signature === 'string' && fromBase64(signature)) || new Uint8Array(),
  };
  if (await core.isSignedBy(Buffer.from(publicKey, 'hex'), signed)) return;
  throw new BadField('signature', 'must be a signature of the user id by the public key');
}

async function requireFirst(exchange: Exchange, publicKey: string): Promise<void> {
  const { hasSafe, spendPublicKey } = readNote(await readCaller(exchange));
  if (!hasSafe || spendPublicKey === publicKey) return;
  throw new BadField('public_key', 'another key is registered, and stays');
}

function proofOf(pin: PlainPin | undefined, message: Uint8Array): PinProof | null {
  return pin?.form === 'signature' ? { message, signature: pin.signature } : null;
}
