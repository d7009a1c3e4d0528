import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import type { Traces } from '../ports/decision.ts';

/**
 * Lets the sign-in a PIN was replaced with go on: it showed all it had to. Every other one that was
 * opened under the PIN before is over from the same moment on.
 */
export function rebind(call: Call, key: CredentialKey, version: number): Pick<Traces, 'rebound'> {
  const { signIn } = call;
  const isOwn = signIn?.subject === key.subject && signIn.purpose === key.purpose;
  if (!isOwn || signIn.boundTo === null) return {};
  return { rebound: { id: signIn.id, from: signIn.boundTo, to: { version } } };
}
