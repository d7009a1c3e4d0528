import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../api/session.ts';

export interface SessionState {
  readonly session: Session;
  readonly reload: () => Promise<void>;
  /** To the sign-in page, at this address. */
  readonly leave: () => void;
}

export const SessionContext = createContext<SessionState | null>(null);

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (state === null) throw new Error('no session around this part');
  return state;
}

/** How the trail calls whoever has the admin key, which is nobody's account. */
export const KEY_HOLDER = 'admin';

/** How the trail and approvals call whoever is signed in. */
export function actorOf({ account }: Pick<Session, 'account'>): string {
  return account === KEY_HOLDER ? KEY_HOLDER : `operator:${account}`;
}

/** What the role may do. Only decides what is offered: the server decides what is done. */
export function useRights(): { readonly operate: boolean; readonly own: boolean } {
  const { role } = useSession().session;
  return { operate: role !== 'auditor', own: role === 'owner' };
}
