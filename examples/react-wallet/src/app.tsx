import { type PadResult, unreachable } from '@pintumbler/client/pad';
import { type FormEvent, useEffect, useState } from 'react';
import { ask } from './ask.ts';
import { usePinPage } from './use-pin-page.ts';

interface Account {
  readonly hasPin: boolean;
  readonly paid: readonly string[];
}

export function App() {
  const [account, setAccount] = useState<Account | null>(null);
  const [told, setTold] = useState('');
  const { busy, show } = usePinPage();

  useEffect(() => {
    ask<Account>('account').then(setAccount, () => setTold('The wallet cannot be reached.'));
  }, []);

  /** What the page said decides nothing: the backend asks again, and answers with the new account. */
  const run = async (what: object, then: (id: string) => Promise<Account>): Promise<void> => {
    try {
      const result = await show(what);
      setTold(tell(result));
      if (result.outcome === 'complete') setAccount(await then(result.id));
    } catch (error) {
      setTold(error instanceof Error ? error.message : 'That did not work.');
    }
  };

  const pay = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const payment = { to: form.get('to'), amount: form.get('amount') };
    void run({ type: 'verify', ...payment }, (id) => ask('pay', { id }));
  };

  return (
    <main>
      <h1>Example wallet</h1>
      <p role="status">{told}</p>
      {account === null ? null : account.hasPin ? (
        <form onSubmit={pay}>
          <label>
            To <input name="to" required defaultValue="Bob" />
          </label>
          <label>
            Amount in EUR <input name="amount" required inputMode="decimal" defaultValue="20.00" />
          </label>
          <button type="submit" disabled={busy}>
            Pay
          </button>
        </form>
      ) : (
        <button
          type="button"
          disabled={busy}
          onClick={() => void run({ type: 'set' }, () => ask('account'))}
        >
          Choose a PIN
        </button>
      )}
      <ul>
        {account?.paid.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </main>
  );
}

function tell(result: PadResult): string {
  switch (result.outcome) {
    case 'complete':
      return 'Done.';
    case 'failed':
      return 'Too many wrong PINs. Try again later.';
    case 'expired':
      return 'That took too long. Try again.';
    case 'dismissed':
      return 'Nothing was done.';
    case 'blocked':
      return 'Your browser opened no window.';
    default:
      return unreachable(result);
  }
}
