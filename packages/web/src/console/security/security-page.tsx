import { KEY_HOLDER, useSession } from '../frame/session-context.ts';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordForm } from './password-form.tsx';
import { Totp } from './totp.tsx';

/** How you sign in yourself. */
export function SecurityPage() {
  const { session } = useSession();
  const { account, role, expiresAt } = session;
  return (
    <>
      <PageHead
        title="Your sign-in"
        lead={
          <>
            Signed in as <bdi>{account}</bdi>, {role}
            {expiresAt !== null && (
              <>
                , until <Moment at={expiresAt} />
              </>
            )}
            .
          </>
        }
      />
      {account === KEY_HOLDER ? (
        <p class="note">
          You are in with the admin key, which has no password, authenticator or passkeys. Make an
          account for yourself and use that.
        </p>
      ) : (
        <div class="cards wide">
          <PasswordForm />
          <Totp />
          <Passkeys />
        </div>
      )}
    </>
  );
}
