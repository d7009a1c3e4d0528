import { unreachable } from '../../../core/fault.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { deny } from '../answers.ts';
import { authenticateBearer } from '../authenticate.ts';
import { resetUse } from '../code-uses.ts';
import { resetConflict } from '../etna-shape.ts';
import { ANY_LEVEL } from '../levels.ts';
import { ownAccount } from '../own-account.ts';

/** Mails a code to whoever forgot the PIN. The interim token of the PIN step is enough (etna 4.3). */
export const startPinReset: Route = {
  method: 'POST',
  path: '/users/:userId/pincode',
  summary: 'Send a code that lets somebody set a new PIN',
  shape: { answers: { 200: null, 409: resetConflict } },
  authenticate: authenticateBearer(ANY_LEVEL),
  handle: async (request, call, core) => {
    const id = ownAccount(request, call);
    const subject = id === null ? null : await core.findSubject(call, { id });
    if (subject === null) return deny();
    const sent = await core.sendCode(call, {
      ...{ subject, use: resetUse(call, 'ResetPinCode') },
      ...{ template: 'recovery_code', findable: true },
    });
    switch (sent.outcome) {
      case 'sent':
        return { status: 200 };
      case 'unreachable':
        return conflict('There is no address to send a code to.');
      case 'locked':
        return conflict('Too many wrong codes. Try again later.');
      case 'limited':
        return {
          ...conflict(`Too many codes were sent. Wait ${sent.waitSeconds} seconds.`),
          headers: { 'retry-after': String(sent.waitSeconds) },
        };
      default:
        return unreachable(sent);
    }
  },
};

/** A bare list (etna 4.3). */
function conflict(sentence: string): WireResponse {
  return { status: 409, body: [sentence] };
}
