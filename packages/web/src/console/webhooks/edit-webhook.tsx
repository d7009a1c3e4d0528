import { useState } from 'preact/hooks';
import type { Webhook, WebhookChange } from '../api/webhooks.ts';
import { CheckField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

interface EditWebhookProps {
  readonly webhook: Webhook;
  readonly save: (change: WebhookChange & { readonly enabled: boolean }) => Promise<void>;
  readonly onClose: () => void;
}

export function EditWebhook({ webhook, save, onClose }: EditWebhookProps) {
  const { name, url, events } = webhook;
  const [draft, setDraft] = useState<WebhookDraft>({ name, url, events });
  const [enabled, setEnabled] = useState(webhook.enabled);
  return (
    <FormDialog
      title="Edit webhook"
      action="Save"
      wide
      onClose={onClose}
      run={() => save({ ...draft, name: draft.name.trim(), enabled })}
    >
      <CheckField
        label="On"
        hint="While it is off nothing new is sent to it."
        checked={enabled}
        onInput={setEnabled}
      />
      <WebhookFields
        draft={draft}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  );
}
