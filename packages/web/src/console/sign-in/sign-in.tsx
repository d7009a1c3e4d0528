import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignInAnswer } from '../api/session.ts';
import { Mark } from '../frame/mark.tsx';
import { AccountForm } from './account-form.tsx';
import { AdminKeyForm } from './admin-key-form.tsx';
import { canUsePasskeys } from './passkey.ts';
import { PasskeyButton } from './passkey-button.tsx';

interface SignInProps {
  /** A session was there and is over. */
  readonly ended: boolean;
  readonly onSignedIn: () => Promise<void>;
}

type Way = 'account' | 'adminKey';

/** Who wants in shows one of three things: an account's password, a passkey, the admin key. */
export function SignIn({ ended, onSignedIn }: SignInProps) {
  const [way, setWay] = useState<Way>('account');
  const [wrong, setWrong] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = 'Sign in · Pintumbler console';
    if (ended) heading.current?.focus();
  }, [ended]);
  const hear = async (answer: SignInAnswer) => {
    setWrong(answer.outcome === 'wrong');
    if (answer.outcome === 'signed_in') await onSignedIn();
  };
  const choose = (next: Way) => {
    setWrong(false);
    setWay(next);
  };
  return (
    <main class="sign-in">
      <div class="card stack">
        <p class="brand">
          <Mark />
          <span>Pintumbler</span>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          Sign in
        </h1>
        {ended && <p class="note">Your session is over. Sign in to go on where you were.</p>}
        {way === 'account' ? <AccountForm onAnswer={hear} /> : <AdminKeyForm onAnswer={hear} />}
        <div role="alert">
          {wrong && (
            <div class="note bad">
              <p>
                That is not right, or there were too many tries. Check what you typed; if it was
                right, wait some minutes and try again.
              </p>
            </div>
          )}
        </div>
        {canUsePasskeys() && way === 'account' && <PasskeyButton onAnswer={hear} />}
        <p class="other-way">
          {way === 'account' ? (
            <button type="button" class="link" onClick={() => choose('adminKey')}>
              Use the admin key instead
            </button>
          ) : (
            <button type="button" class="link" onClick={() => choose('account')}>
              Use an account instead
            </button>
          )}
        </p>
      </div>
    </main>
  );
}
