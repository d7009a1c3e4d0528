import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { SECOND_MS } from '../model/instant.ts';
import type { CodeTemplate, Recipient } from '../model/message.ts';
import { admitOneSend, type SendLimit } from '../model/message-settings.ts';
import { networkOf } from '../model/network-of.ts';
import type { SendLimited } from '../model/outcome.ts';
import type { SendDecision, SendWindowKey } from '../ports/message-store.ts';
import type { Ports } from '../ports/ports.ts';

type AdmitPorts = Pick<Ports, 'store' | 'clock' | 'isUnlimited'>;

/** Enough for now; `null`: this one may go. */
export type Limited = SendLimited | null;

/**
 * Counts a code before it is made: for whom it is, so that nobody's mailbox is filled and no code's
 * odds are bought anew, and for where the wish came from. Asked for again and again, a refused one
 * does not move the window.
 */
export async function admitSend(
  ports: AdmitPorts,
  call: Call,
  { channel, to }: Recipient,
  template: CodeTemplate,
): Promise<Limited> {
  const { perRecipient, perSource } = call.tenant.messages;
  // Each caller by itself: what anybody can call must not use up what a tenant's own service has.
  const source = { kind: 'source', id: `${call.actor}:${networkOf(call.source)}` } as const;
  const limited = await admitOnce(ports, call, source, perSource);
  if (limited !== null) return limited;
  // Last: who has used up their own sends must not use up those of the people they ask for.
  // Each kind by itself: who may have codes of one kind sent must not stop those of another.
  const recipient = { kind: 'recipient', id: `${template}:${channel}:${to}` } as const;
  const full = await admitOnce(ports, call, recipient, perRecipient);
  if (full !== null) await takeBack(ports, call, source, perSource);
  return full;
}

/** Forgets the newest of something: it did not come to pass. */
function takeBack(
  { store, clock }: AdmitPorts,
  call: Call,
  { kind, id }: Omit<SendWindowKey, 'tenant'>,
  { windowMs }: SendLimit,
): Promise<void> {
  const key = { tenant: call.tenant.id, kind, id };
  return store.applyToSendWindow(key, (sends) => ({
    next: { sends: sends.slice(0, -1), expiresAt: clock.now() + windowMs },
    result: undefined,
  }));
}

/** How many guesses a door takes that charges nobody. */
export interface GuessLimits {
  readonly perSource: SendLimit;
  /** However many sources somebody has. */
  readonly overall: SendLimit;
}

/**
 * Counts a guess nobody can be charged for, before it is looked at: counted afterwards, any number
 * could be looked at side by side. Right ones count too. The source goes first, so that one of them
 * cannot use up what everybody has.
 */
export async function admitGuess(
  ports: AdmitPorts,
  call: Call,
  door: string,
  { perSource, overall }: GuessLimits,
): Promise<Limited> {
  const id = `${door}:${networkOf(call.source)}`;
  return (
    (await admitOnce(ports, call, { kind: 'guess', id }, perSource)) ??
    (await admitOnce(ports, call, { kind: 'guess', id: door }, overall))
  );
}

/**
 * Counts a try at a door that has a count of its own for whom it is about, so that one source cannot
 * go through all of those.
 */
export function admitFromSource(
  ports: AdmitPorts,
  call: Call,
  door: string,
  perSource: SendLimit,
): Promise<Limited> {
  const id = `${door}:${networkOf(call.source)}`;
  return admitOnce(ports, call, { kind: 'guess', id }, perSource);
}

/** One more of something, in a window of its own that every node of the server sees. */
function admitOnce(
  { store, clock, isUnlimited }: AdmitPorts,
  call: Call,
  { kind, id }: Omit<SendWindowKey, 'tenant'>,
  limit: SendLimit,
): Promise<Limited> {
  if (isUnlimited(call.source)) return Promise.resolve(null);
  const key = { tenant: call.tenant.id, kind, id };
  return store.applyToSendWindow(key, (sends): SendDecision<Limited> => {
    const now = clock.now();
    const admission = admitOneSend(sends, limit, now);
    if (!admission.admitted) {
      const waitSeconds = Math.ceil((admission.retryAt - now) / SECOND_MS);
      return { result: { outcome: 'limited', waitSeconds } };
    }
    const next = { sends: admission.sends, expiresAt: now + limit.windowMs };
    if (admission.sends.length < limit.sendsMax) return { next, result: null };
    // With the last that goes, and not with those that are refused: a stranger who goes on would fill
    // the disk and bury the rest of the trail. By whom is told; for whom is in the window's name,
    // which may be somebody's address.
    const fact = { action: `limit.${kind}`, outcome: 'reached' };
    return { next, audit: [auditEntry(call, now, fact)], result: null };
  });
}
