import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog.tsx';
import { FaultNote } from './fault-note.tsx';
import { useAction } from './use-action.ts';

interface FormDialogProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly run: () => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** A dialog with one thing to do in it. It stays, with what went wrong, until that is done. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, danger = false, wide = false, run, onClose, children } = props;
  const { run: submit, busy, fault } = useAction(run);
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
        <FaultNote fault={fault} />
        <div class="row end">
          <button type="button" class="button second" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class={danger ? 'button danger' : 'button'} disabled={busy}>
            {busy ? 'One moment…' : action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
