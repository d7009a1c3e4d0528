import { useState } from 'preact/hooks';
import {
  addPasskey,
  listPasskeys,
  newPasskeyOptions,
  type Passkey,
  removePasskey,
} from '../api/session.ts';
import { useSession } from '../frame/session-context.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { Table } from '../parts/table.tsx';
import { announce } from '../parts/toasts.tsx';
import { useAction } from '../parts/use-action.ts';
import { useData } from '../parts/use-data.ts';
import { canUsePasskeys, createPasskey } from '../sign-in/passkey.ts';
import { sayAnswer } from './say-answer.ts';

/** Keys on devices that sign in without a password. */
export function Passkeys() {
  const { reload: reloadSession } = useSession();
  const { data, reload } = useData((signal) => listPasskeys(signal), []);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const changed = async () => {
    await Promise.all([reload(), reloadSession()]);
  };
  const { run, busy, fault } = useAction(async () => {
    const options = await newPasskeyOptions(password);
    setPassword('');
    if ('outcome' in options) return announce(sayAnswer(options) ?? '', 'bad');
    const credential = await createPasskey(options);
    if (credential === null) return;
    const added = await addPasskey(credential, name.trim());
    if ('outcome' in added) {
      return announce('The passkey was refused. Try again, or use another device.', 'bad');
    }
    await changed();
    setName('');
    announce('The passkey is added.');
  });
  return (
    <section class="card stack" aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p class="soft">
        Sign in with a fingerprint, a face or a key you carry. Nothing that can be seen or phished.
      </p>
      <Loaded data={data} reload={reload}>
        {(passkeys) =>
          passkeys.length === 0 ? (
            <p class="soft">None yet.</p>
          ) : (
            <Table
              label="Passkeys"
              rows={passkeys}
              keyOf={({ id }) => id}
              columns={[
                { head: 'Name', kind: 'name', cell: (passkey) => <bdi>{passkey.name}</bdi> },
                { head: 'Added', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
                {
                  head: 'Actions',
                  kind: 'actions',
                  cell: (passkey) => (
                    <button
                      type="button"
                      class="button second small"
                      onClick={() => setRemoving(passkey)}
                    >
                      Remove<span class="visually-hidden"> {passkey.name}</span>
                    </button>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {canUsePasskeys() ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <TextField
            label="Name of a new passkey"
            hint="Which device it is on."
            value={name}
            onInput={setName}
            required
            maxLength={100}
            dir="auto"
          />
          <TextField
            label="Your password"
            hint="Your other sessions end when the passkey is added."
            type="password"
            value={password}
            onInput={setPassword}
            autocomplete="current-password"
            required
            maxLength={512}
          />
          <FaultNote fault={fault} />
          <p>
            <button type="submit" class="button" disabled={busy}>
              {busy ? 'One moment…' : 'Add a passkey'}
            </button>
          </p>
        </form>
      ) : (
        <p class="note">This browser has no passkeys, or the console is open over plain HTTP.</p>
      )}
      {removing !== null && (
        <FormDialog
          title="Remove this passkey?"
          action="Remove passkey"
          danger
          onClose={() => setRemoving(null)}
          run={async () => {
            const said = sayAnswer(await removePasskey(removing.id, password));
            setPassword('');
            if (said !== null) return announce(said, 'bad');
            await changed();
            announce('The passkey is removed.');
            setRemoving(null);
          }}
        >
          <p>
            <bdi class="strong">{removing.name}</bdi> no longer signs you in. Your other sessions
            end with it.
          </p>
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
