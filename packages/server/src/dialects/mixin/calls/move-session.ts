import { Type } from 'typebox';
import { isFault } from '../../../core/fault.ts';
import { answer } from '../answers.ts';
import { fromBase64 } from '../base64.ts';
import { channelFields } from '../channel-fields.ts';
import { defineCall } from '../mixin-call.ts';
import { BadField } from '../read-body.ts';
import { channel } from '../wire-answers.ts';

export const moveSession = defineCall({
  path: '/session/secret',
  summary: 'Move the calling session from its RSA key to an Ed25519 key; one way',
  data: channel,
  body: Type.Object({ session_secret: Type.String({ minLength: 1, maxLength: 64 }) }),
  run: async ({ core, call }, { session_secret: secret }) => {
    try {
      const offer = await core.replaceClientKey(call, fromBase64(secret) ?? new Uint8Array());
      return answer(channelFields(offer));
    } catch (fault) {
      if (!isFault(fault, 'request_malformed')) throw fault;
      throw new BadField('session_secret', fault.message);
    }
  },
});
