import { useState } from 'preact/hooks';
import { beginTotp, confirmTotp, removeTotp } from '../api/session.ts';
import { useSession } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { CodeField } from '../parts/code-field.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { useAction } from '../parts/use-action.ts';
import { QrCode } from './qr-code.tsx';
import { sayAnswer } from './say-answer.ts';

/** Codes of an authenticator app beside the password. */
export function Totp() {
  const { session, reload } = useSession();
  const [offer, setOffer] = useState<{ readonly secret: string; readonly uri: string } | null>(
    null,
  );
  const [asking, setAsking] = useState<'begin' | 'remove' | null>(null);
  const [password, setPassword] = useState('');
  const close = () => {
    setPassword('');
    setAsking(null);
  };
  const begin = async () => {
    const answer = await beginTotp(password);
    setPassword('');
    if ('outcome' in answer) return announce(sayAnswer(answer) ?? '', 'bad');
    setOffer(answer);
    close();
  };
  const remove = async () => {
    const said = sayAnswer(await removeTotp(password));
    setPassword('');
    if (said !== null) return announce(said, 'bad');
    await reload();
    announce('The authenticator is off.');
    close();
  };
  return (
    <section class="card stack" aria-labelledby="totp">
      <div class="row apart">
        <h2 id="totp">Authenticator app</h2>
        <Badge tone={session.totp ? 'good' : 'plain'}>{session.totp ? 'on' : 'off'}</Badge>
      </div>
      <p class="soft">
        Asks for a code of six digits after the password: a password that was seen is not enough.
      </p>
      {offer !== null && !session.totp && <Confirm offer={offer} onDone={() => setOffer(null)} />}
      {session.totp ? (
        <p>
          <button type="button" class="button second" onClick={() => setAsking('remove')}>
            Switch off
          </button>
        </p>
      ) : (
        offer === null && (
          <p>
            <button type="button" class="button" onClick={() => setAsking('begin')}>
              Set up
            </button>
          </p>
        )
      )}
      {asking !== null && (
        <FormDialog
          title={asking === 'begin' ? 'Set up an authenticator?' : 'Switch the authenticator off?'}
          action={asking === 'begin' ? 'Go on' : 'Switch off'}
          danger={asking === 'remove'}
          onClose={close}
          run={asking === 'begin' ? begin : remove}
        >
          <p>Your other sessions end with it.</p>
          <TextField
            label="Password"
            type="password"
            value={password}
            onInput={setPassword}
            autocomplete="current-password"
            required
          />
        </FormDialog>
      )}
    </section>
  );
}

function Confirm(props: {
  readonly offer: { readonly secret: string; readonly uri: string };
  readonly onDone: () => void;
}) {
  const { offer, onDone } = props;
  const { reload } = useSession();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { run, busy, fault } = useAction(async () => {
    const said = sayAnswer(await confirmTotp(code));
    setProblem(said);
    setCode('');
    if (said !== null) return;
    await reload();
    announce('The authenticator is on.');
    onDone();
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <p>Scan this with the app, or type the secret into it. Then type the code it shows.</p>
      <QrCode text={offer.uri} label="QR code with the secret for an authenticator app" />
      <p class="row">
        <code>{offer.secret}</code> <CopyButton text={offer.secret} of="the secret" />
      </p>
      <CodeField value={code} onInput={setCode} />
      <p role="alert" class="bad-text">
        {problem}
      </p>
      <FaultNote fault={fault} />
      <p>
        <button type="submit" class="button" disabled={busy}>
          {busy ? 'One moment…' : 'Switch on'}
        </button>
      </p>
    </form>
  );
}
