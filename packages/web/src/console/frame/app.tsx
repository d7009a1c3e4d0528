import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiFault, whenSignedOut } from '../api/request.ts';
import { readSession, type Session } from '../api/session.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { FirstFactor } from './first-factor.tsx';
import { Frame } from './frame.tsx';
import { SessionContext } from './session-context.ts';

type State =
  | { readonly at: 'asking' }
  | { readonly at: 'out'; readonly ended: boolean }
  | { readonly at: 'in'; readonly session: Session }
  | { readonly at: 'broken'; readonly fault: ApiFault };

/** The sign-in page or the console, at whatever address: whoever signs in is where they were. */
export function App() {
  const [state, setState] = useState<State>({ at: 'asking' });
  const load = useCallback(async () => {
    try {
      const session = await readSession();
      setState(session === null ? { at: 'out', ended: false } : { at: 'in', session });
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      setState({ at: 'broken', fault: error });
    }
  }, []);
  useEffect(() => {
    whenSignedOut(() =>
      setState((was) =>
        was.at === 'in' ? { at: 'out', ended: true } : { at: 'out', ended: false },
      ),
    );
    void load();
  }, [load]);
  const leave = useCallback(() => setState({ at: 'out', ended: false }), []);
  return (
    <>
      {page(state, load, leave)}
      <Toasts />
    </>
  );
}

function page(state: State, load: () => Promise<void>, leave: () => void) {
  switch (state.at) {
    case 'asking':
      return <p class="waiting">Opening the console…</p>;
    case 'broken':
      return (
        <main class="alone">
          <h1>The console cannot open</h1>
          <FaultNote fault={state.fault} />
          <button type="button" class="button" onClick={() => void load()}>
            Try again
          </button>
        </main>
      );
    case 'out':
      return <SignIn ended={state.ended} onSignedIn={load} />;
    case 'in':
      return (
        <SessionContext.Provider value={{ session: state.session, reload: load, leave }}>
          {state.session.factorNeeded ? <FirstFactor /> : <Frame />}
        </SessionContext.Provider>
      );
  }
}
