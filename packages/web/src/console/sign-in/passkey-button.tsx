import { passkeyOptions, type SignInAnswer, signInByPasskey } from '../api/session.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { useAction } from '../parts/use-action.ts';
import { askPasskey } from './passkey.ts';

export function PasskeyButton({
  onAnswer,
}: {
  readonly onAnswer: (answer: SignInAnswer) => Promise<void>;
}) {
  const { run, busy, fault } = useAction(async () => {
    const credential = await askPasskey(await passkeyOptions());
    if (credential !== null) await onAnswer(await signInByPasskey(credential));
  });
  return (
    <div class="stack">
      <button type="button" class="button second" disabled={busy} onClick={run}>
        Use a passkey
      </button>
      <FaultNote fault={fault} />
    </div>
  );
}
