import type { MessageText } from '../api/messages.ts';
import { fillText, sampleValues } from './fill-text.ts';

interface MessagePreviewProps {
  readonly text: MessageText;
  readonly language: string;
  readonly sender: string;
  readonly tenantName: string;
}

/** The message as it arrives, by mail and on a phone, with made-up values. */
export function MessagePreview({ text, language, sender, tenantName }: MessagePreviewProps) {
  const values = sampleValues(tenantName);
  const body = fillText(text.text, values);
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return (
    <aside class="stack preview" aria-label="Preview">
      <h2>What arrives</h2>
      <article class="card mail" lang={language} dir={direction} aria-label="As a mail">
        <p class="small soft">
          <bdi>{sender}</bdi>
        </p>
        <p class="strong">{fillText(text.subject, values)}</p>
        <p class="text">{body}</p>
      </article>
      <article class="phone" lang={language} dir={direction} aria-label="As a text message">
        <p class="bubble">{body}</p>
      </article>
      <p class="small soft">{[...body].length} characters as filled in here.</p>
    </aside>
  );
}
