import { useState } from 'preact/hooks';
import { createWebhook } from '../api/webhooks.ts';
import { SelectField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { announce } from '../parts/toasts.tsx';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

interface CreateWebhookProps {
  readonly tenant: string;
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}

const SIGNATURES = [
  { value: 'hmac', text: 'HMAC-SHA256, with a shared secret' },
  { value: 'ed25519', text: 'Ed25519, with a public key' },
];

export function CreateWebhook({ tenant, onMade, onClose }: CreateWebhookProps) {
  const [draft, setDraft] = useState<WebhookDraft>({ name: '', url: '', events: ['*'] });
  const [signature, setSignature] = useState('hmac');
  const [secret, setSecret] = useState<string | null>(null);
  if (secret !== null) {
    return (
      <ShownOnce
        title="The webhook is there"
        lead="Your receiver checks every delivery with this secret, as Standard Webhooks describes."
        secrets={[['Secret', secret]]}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title="New webhook"
      action="Create webhook"
      wide
      onClose={onClose}
      run={async () => {
        const made = await createWebhook(tenant, { ...draft, name: draft.name.trim(), signature });
        await onMade();
        if (made.secret !== undefined) return setSecret(made.secret);
        announce('The webhook is there.');
        onClose();
      }}
    >
      <WebhookFields
        draft={draft}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      <SelectField
        label="Signature"
        value={signature}
        onInput={setSignature}
        options={SIGNATURES}
      />
    </FormDialog>
  );
}
