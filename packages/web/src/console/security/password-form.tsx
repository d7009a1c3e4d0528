import { useState } from 'preact/hooks';
import { changePassword } from '../api/session.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { announce } from '../parts/toasts.tsx';
import { useAction } from '../parts/use-action.ts';
import { sayAnswer } from './say-answer.ts';

export function PasswordForm() {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { run, busy, fault } = useAction(async () => {
    const answer = await changePassword({ currentPassword, newPassword });
    const said = sayAnswer(answer);
    setProblem(said);
    setCurrent('');
    if (said !== null) return;
    setNew('');
    announce('Your password is changed.');
  });
  return (
    <section class="card stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <TextField
          label="Password now"
          type="password"
          value={currentPassword}
          onInput={setCurrent}
          autocomplete="current-password"
          required
          maxLength={512}
        />
        <TextField
          label="New password"
          type="password"
          value={newPassword}
          onInput={setNew}
          autocomplete="new-password"
          required
          minLength={12}
          maxLength={512}
        />
        <p role="alert" class="bad-text">
          {problem}
        </p>
        <FaultNote fault={fault} />
        <p>
          <button type="submit" class="button" disabled={busy}>
            {busy ? 'One moment…' : 'Change password'}
          </button>
        </p>
      </form>
    </section>
  );
}
