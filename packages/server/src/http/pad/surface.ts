import type { Instant } from '../../core/model/instant.ts';
import type { Language } from '../../core/model/pages.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import { MESSAGES } from './messages/catalogue.ts';
import type { Messages } from './messages/messages.ts';

/** What the script of a page encrypts with, see `seal-form.ts` of the pages. */
export interface Sealing {
  /** JSON: whose page it is, for which challenge, the key, and our clock in seconds. */
  readonly text: string;
  /** Nothing secret is taken in the clear. */
  readonly required: boolean;
}

/** What a hosted page is drawn with. */
export interface Surface {
  /** Whose page it is; `null` where no link says so. */
  readonly tenant: Tenant | null;
  readonly language: Language;
  /** Whether the person chose the language here: then it stays in every address that follows. */
  readonly chosen: boolean;
  readonly messages: Messages;
  /** The page's own address, without a query. */
  readonly path: string;
  readonly now: () => Instant;
  /** What its forms encrypt to; absent where a page has no challenge. */
  readonly sealing?: Sealing;
}

export function makeSurface(about: Omit<Surface, 'messages'>): Surface {
  return { ...about, messages: MESSAGES[about.language] };
}

/** An address of this origin, in the language that was chosen. */
export function addressOn({ language, chosen }: Surface, path: string, query?: 'done'): string {
  const parts = [...(query ? [query] : []), ...(chosen ? [`lang=${language}`] : [])];
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}
