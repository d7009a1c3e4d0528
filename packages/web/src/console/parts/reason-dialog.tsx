import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { TextArea } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly run: (reason: string) => Promise<void>;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** Asks why before something is done to somebody; the words go into the trail. */
export function ReasonDialog({ run, children, ...about }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...about} run={() => run(reason.trim())}>
      {children}
      <TextArea
        label="Reason"
        hint="Kept in the audit trail, for everybody who may read it. Never write a PIN here."
        value={reason}
        onInput={setReason}
        required
        maxLength={500}
        rows={3}
      />
    </FormDialog>
  );
}
