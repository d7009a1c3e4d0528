import { html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { notice } from '../pages/parts.ts';

/** For whoever opens the origin of the PIN pages itself. */
export const PAD_HOME: Page = {
  title: 'PIN pages',
  address: '/',
  main: notice(
    'Your PIN page opens from a link',
    html`An app makes the link when you set, change or recover a PIN. Go back to your app and start
there.`,
  ),
};

/** No inputs here: nobody may type a PIN into a page that leads nowhere. */
export const PAD_UNKNOWN: Page = {
  title: 'This link leads nowhere',
  main: notice(
    'This link leads nowhere',
    html`It may be incomplete or too old. Go back to your app and ask for a new one.`,
  ),
};
