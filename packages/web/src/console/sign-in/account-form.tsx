import { useEffect, useRef, useState } from 'preact/hooks';
import { type SignInAnswer, signIn } from '../api/session.ts';
import { CodeField } from '../parts/code-field.tsx';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { useAction } from '../parts/use-action.ts';

/** Account and password, and the code of an authenticator where the account has one. */
export function AccountForm({
  onAnswer,
}: {
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
}) {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, fault } = useAction(async () => {
    const answer = await signIn({ account, password, ...(code !== null && { code }) });
    if (answer.outcome === 'code_needed') setCode('');
    // A code is good for one try: the next one needs the next code.
    else if (code !== null) setCode('');
    await onAnswer(answer);
  });
  const asksCode = code !== null;
  useEffect(() => {
    if (asksCode) form.current?.querySelector<HTMLInputElement>('[inputmode]')?.focus();
  }, [asksCode]);
  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <TextField
        label="Account"
        value={account}
        onInput={setAccount}
        autocomplete="username"
        spellcheck={false}
        required
        maxLength={100}
      />
      <TextField
        label="Password"
        type="password"
        value={password}
        onInput={setPassword}
        autocomplete="current-password"
        required
        maxLength={512}
      />
      {code !== null && (
        <CodeField hint="Six digits from your authenticator app." value={code} onInput={setCode} />
      )}
      <FaultNote fault={fault} />
      <button type="submit" class="button" disabled={busy}>
        {busy ? 'One moment…' : 'Sign in'}
      </button>
    </form>
  );
}
