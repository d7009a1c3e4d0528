import { Type } from 'typebox';
import { Fault } from '../../../core/fault.ts';
import { nameBasedId } from '../../name-based-id.ts';
import { answer } from '../answers.ts';
import { channelFields } from '../channel-fields.ts';
import { defineCall, type Exchange } from '../mixin-call.ts';
import { requireApp } from '../require-app.ts';
import { registerSession } from '../session.ts';
import { userIdOf } from '../user-id.ts';
import { appSession } from '../wire-answers.ts';

export const openAppSession = defineCall({
  path: '/safe/apps/:app_id/session',
  summary: 'Register another session of the calling app',
  data: appSession,
  body: Type.Object({ session_public_key: Type.String({ pattern: '^[0-9a-fA-F]{64}$' }) }),
  run: async (exchange, { session_public_key: hex }) => {
    const { core, call, subject } = exchange;
    await requireOwnApp(exchange);
    const publicKey = Buffer.from(hex, 'hex');
    // Named after the key: a repeat finds its session, and a key that was revoked stays so.
    const id = await nameBasedId(
      core,
      call,
      'app-session',
      `${publicKey.toString('hex')} ${subject}`,
    );
    const wanted = { id, subject, publicKey, field: 'session_public_key' };
    const own = await registerSession(exchange, wanted);
    const { server_public_key } = channelFields(await core.offerChannel(own.call));
    return answer({ session_id: id, server_public_key });
  },
});

async function requireOwnApp(exchange: Exchange): Promise<void> {
  await requireApp(exchange);
  const { core, call, subject, request } = exchange;
  if (request.params['app_id'] === (await userIdOf(core, call, subject))) return;
  throw new Fault('forbidden', 'An app can register sessions of its own only.');
}
