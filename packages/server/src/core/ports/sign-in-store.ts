import type { SignIn } from '../model/sign-in.ts';
import type { Decision } from './decision.ts';

/** Sign-ins; they go with their subject. */
export interface SignInStore {
  readSignIn(tenant: string, id: string): Promise<SignIn | null>;
  applyToSignIn<R>(
    tenant: string,
    id: string,
    decide: (current: SignIn | null) => Decision<SignIn, R>,
  ): Promise<R>;
}
