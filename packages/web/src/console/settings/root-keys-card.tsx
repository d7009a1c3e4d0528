import { useEffect, useState } from 'preact/hooks';
import { type KeyRotation, type RootKeys, readRootKeys, rotate } from '../api/root-keys.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { useData } from '../parts/use-data.ts';
import { RetireRoot } from './retire-root.tsx';

const LOOK_EVERY_MS = 2_000;

const STEPS: Readonly<Record<KeyRotation['state'], string>> = {
  following: 'waiting until every node seals with the new root',
  tenants: 'giving keys to tenants that have none',
  values: 'sealing anew',
  finished: 'finished',
};

/** The roots of all keys: of the whole installation, not of one tenant. */
export function RootKeysCard() {
  const { data, reload } = useData((signal) => readRootKeys(signal), []);
  const rotation = data.state === 'ready' ? data.value.rotation : null;
  const isWorking = rotation !== null && rotation.state !== 'finished';
  useEffect(() => {
    if (!isWorking) return;
    const timer = setInterval(() => void reload(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWorking, reload]);
  return (
    <section class="card stack" aria-labelledby="root-keys">
      <h2 id="root-keys">Root keys of the installation</h2>
      <Loaded data={data} reload={reload}>
        {(value) => <Roots keys={value} isWorking={isWorking} reload={reload} />}
      </Loaded>
    </section>
  );
}

interface RootsProps {
  readonly keys: RootKeys;
  readonly isWorking: boolean;
  readonly reload: () => Promise<void>;
}

function Roots({ keys, isWorking, reload }: RootsProps) {
  const { own } = useRights();
  const [asking, setAsking] = useState(false);
  const [retiring, setRetiring] = useState<string | null>(null);
  return (
    <>
      <ul class="bullets">
        {keys.roots.map(({ id, state }) => (
          <li key={id} class="row">
            <code>{id}</code> <Badge tone={state === 'active' ? 'good' : 'plain'}>{state}</Badge>
            {own && state === 'opening' && !isWorking && (
              <button type="button" class="button second" onClick={() => setRetiring(id)}>
                Retire {id}
              </button>
            )}
          </li>
        ))}
      </ul>
      {keys.rotation && <Progress rotation={keys.rotation} />}
      {own && !isWorking && (
        <p>
          <button type="button" class="button second" onClick={() => setAsking(true)}>
            Rotate the root key
          </button>
        </p>
      )}
      {asking && (
        <ReasonDialog
          title="Rotate the root key?"
          action="Rotate"
          onClose={() => setAsking(false)}
          run={async (reason) => {
            await rotate(reason);
            await reload();
            announce('The rotation is under way.');
            setAsking(false);
          }}
        >
          <p>
            Everything is sealed anew under the next root while requests go on. Back the keyring up
            before and after.
          </p>
        </ReasonDialog>
      )}
      {retiring !== null && (
        <RetireRoot root={retiring} onDone={reload} onClose={() => setRetiring(null)} />
      )}
    </>
  );
}

function Progress({ rotation }: { readonly rotation: KeyRotation }) {
  const { state, before, root, pass, table, looked, lookedBefore, resealed, broken } = rotation;
  return (
    <div role="status" class="stack">
      <p>
        {before} to {root}: {STEPS[state]}
        {state === 'values' && table !== null && `, pass ${pass}, ${table.replaceAll('_', ' ')}`}
        {rotation.finishedAt !== null && (
          <>
            {' '}
            <Moment at={rotation.finishedAt} />
          </>
        )}
      </p>
      {state === 'values' && (
        <progress
          aria-label="Rows looked at in this pass"
          {...(lookedBefore === null ? {} : { value: looked, max: Math.max(looked, lookedBefore) })}
        />
      )}
      <p class="hint">{resealed} rows sealed anew.</p>
      {broken > 0 && (
        <p class="note bad">
          {broken} rows do not open: {rotation.brokenRows.join(', ')}
        </p>
      )}
    </div>
  );
}
