import { unreachable } from '../../../core/fault.ts';
import type { WireResponse } from '../../dialect.ts';
import { verificationUse } from '../code-uses.ts';
import { openToken } from '../open-token.ts';
import type { Attempt, Interim } from './attempt.ts';
import { expectCode, failed, invalidCredentials } from './token-answers.ts';

/** Sends a code to whoever showed the password; it ends the codes sent before it. */
export async function sendLogInCode(
  { core, call, settings }: Attempt,
  subject: string,
  earlier: Interim | null,
): Promise<WireResponse> {
  const person = await core.findSubject(call, { id: subject });
  if (person === null) return invalidCredentials();
  const preferred = settings.secondFactor === 'sms' ? 'sms' : 'email';
  const about = { subject: person, preferred, use: verificationUse(call) } as const;
  const sent = await core.sendCode(call, { ...about, template: 'sign_in_code' });
  switch (sent.outcome) {
    case 'sent': {
      const data = { code: sent.id, codeUntil: String(sent.expiresAt) };
      return expectCode(await openToken(core, call, { subject, level: 'password', data }));
    }
    case 'unreachable':
      return failed('VerificationCode', 'There is no address to send a confirmation code to');
    case 'locked':
      return failed('VerificationCode', 'Too many wrong codes. Try again later.');
    case 'limited': {
      // The code sent last may still be typed.
      const isAlive = Number(earlier?.signIn.data['codeUntil'] ?? 0) > core.now();
      if (earlier !== null && isAlive) return expectCode(earlier.token);
      const sentence = `Too many codes were sent. Wait ${sent.waitSeconds} seconds.`;
      const headers = { 'retry-after': String(sent.waitSeconds) };
      return { ...failed('VerificationCode', sentence), headers };
    }
    default:
      return unreachable(sent);
  }
}
