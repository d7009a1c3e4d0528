import { Fault } from '../../fault.ts';
import {
  type FoundSession,
  type OperatorSession,
  SESSION_NOTED_MS,
  type Staff,
  sessionEnd,
} from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';
import { hasSecondFactor } from './has-second-factor.ts';
import { sessionId } from './open-operator-session.ts';

type SessionPorts = Pick<
  Ports,
  'store' | 'sealer' | 'clock' | 'adminKeyDigest' | 'mustHaveSecondFactor'
>;

/**
 * Who a session speaks for, as things stand now. Throws `unauthenticated` for one that is over, that
 * was never there, or whose account, password or admin key is no longer what it was opened with.
 */
export async function authenticateOperator(ports: SessionPorts, token: string): Promise<Staff> {
  const now = ports.clock.now();
  const found = await ports.store.readOperatorSession(await sessionId(ports.sealer, token));
  if (found === null || found.session.expiresAt <= now) throw signedOut('no such session');
  const role = roleOf(ports, found);
  if (role === null) throw signedOut('what the session was opened with has changed');
  const session = await noteUse(ports, found.session, now);
  const staff = { account: session.account, role, session };
  return (await lacksFactor(ports, staff)) ? { ...staff, lacksFactor: true } : staff;
}

/** As things stand now: who takes their last factor away is asked for another one. */
async function lacksFactor(ports: SessionPorts, { account: name }: Staff): Promise<boolean> {
  if (!ports.mustHaveSecondFactor || name === null) return false;
  const account = await ports.store.readAccount(name);
  return account === null || !(await hasSecondFactor(ports, account));
}

function roleOf(
  { adminKeyDigest }: SessionPorts,
  { session, account, passwordVersion }: FoundSession,
): Staff['role'] | null {
  if (session.account === null) return session.adminKey === adminKeyDigest ? 'owner' : null;
  if (account === null || account.disabledAt !== null) return null;
  const isSame = account.epoch === session.epoch && passwordVersion === session.passwordVersion;
  return isSame ? account.role : null;
}

/** Lets it go on from now; written once a minute at most, however many calls there are. */
async function noteUse(
  { store }: SessionPorts,
  session: OperatorSession,
  now: number,
): Promise<OperatorSession> {
  if (now - session.seenAt < SESSION_NOTED_MS) return session;
  const noted = await store.applyToOperatorSession(
    session.id,
    (current): Decision<OperatorSession | null, OperatorSession | null> => {
      if (current === null || now - current.seenAt < SESSION_NOTED_MS) return { result: current };
      const expiresAt = sessionEnd(current.createdAt, now);
      const next = { ...current, seenAt: now, expiresAt };
      return { next, result: next };
    },
  );
  if (noted === null) throw signedOut('signed out meanwhile');
  return noted;
}

function signedOut(internal: string): Fault {
  return new Fault('unauthenticated', 'The session is over. Sign in again.', { internal });
}
