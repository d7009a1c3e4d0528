import { CopyButton } from './copy-button.tsx';
import { Dialog } from './dialog.tsx';

interface ShownOnceProps {
  readonly title: string;
  readonly lead: string;
  /** What to call each, and what it is. */
  readonly secrets: readonly (readonly [name: string, value: string])[];
  readonly onClose: () => void;
}

/** Secrets that nobody sees again: the server keeps what it needs to check them and no more. */
export function ShownOnce({ title, lead, secrets, onClose }: ShownOnceProps) {
  const all = secrets.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <Dialog title={title} onClose={onClose} wide stays>
      <div class="stack">
        <p>{lead}</p>
        <div class="note warn">
          <p>
            Shown this once. Store it now: nobody can look it up later, you can only make a new one.
          </p>
        </div>
        <dl class="secrets">
          {secrets.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
                <CopyButton text={value} of={name} />
              </dd>
            </div>
          ))}
        </dl>
        <div class="row end">
          {secrets.length > 1 && <CopyButton text={all} of="everything" />}
          <button type="button" class="button" onClick={onClose}>
            I have stored it
          </button>
        </div>
      </div>
    </Dialog>
  );
}
