import { useState } from 'preact/hooks';
import { type SignInAnswer, signIn } from '../api/session.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { useAction } from '../parts/use-action.ts';

/** The server's own key, for the first start and for when nobody has an account. */
export function AdminKeyForm({
  onAnswer,
}: {
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
}) {
  const [adminKey, setAdminKey] = useState('');
  const { run, busy, fault } = useAction(async () => {
    const answer = await signIn({ adminKey: adminKey.trim() });
    setAdminKey('');
    await onAnswer(answer);
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <TextField
        label="Admin key"
        hint={
          <>
            From <code>PINTUMBLER_ADMIN_KEY</code>, or the file <code>admin.key</code> in the data
            directory; the demo server has it in <code>demo.json</code>.
          </>
        }
        type="password"
        value={adminKey}
        onInput={setAdminKey}
        autocomplete="off"
        required
        maxLength={512}
      />
      <FaultNote fault={fault} />
      <button type="submit" class="button" disabled={busy}>
        {busy ? 'One moment…' : 'Sign in'}
      </button>
    </form>
  );
}
