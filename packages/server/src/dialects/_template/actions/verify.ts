import { unreachable } from '../../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import { json } from '../../call-shape.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { readVerify, verifyBody } from '../fields.ts';
import { readSettings, type TemplateSettings } from '../settings.ts';
import { answer } from '../template-shape.ts';

/** One address: decode, one use case, encode. */
export const verify: Route = {
  method: 'POST',
  path: '/verify',
  summary: 'Tell whether a PIN is right; costs one attempt',
  shape: { request: [json(verifyBody)], answers: { 200: json(answer) } },
  async handle(request, call, core) {
    const { user, pin } = readVerify(request.body);
    const outcome = await core.verifyPin(call, {
      subject: { identifier: { type: 'username', value: user } },
      purpose: DEFAULT_PURPOSE,
      pin,
    });
    return encode(outcome, readSettings(call.tenant));
  },
};

/** Every outcome there is; one more does not compile until this wire knows how to say it. */
function encode(outcome: VerifyOutcome, { countDown }: TemplateSettings): WireResponse {
  switch (outcome.outcome) {
    case 'verified':
      return say('right');
    case 'wrong':
      return say('wrong', countDown ? { left: outcome.lockout.attemptsRemaining } : {});
    case 'locked':
      return say('locked');
    case 'not_entitled':
    case 'not_set':
    case 'unknown_subject':
      // The caller holds the tenant's key: it may know. A wire open to strangers says 'wrong' here.
      return say('unknown');
    default:
      return unreachable(outcome);
  }
}

function say(answer: string, more: Readonly<Record<string, number>> = {}): WireResponse {
  return { status: 200, body: { answer, ...more } };
}
