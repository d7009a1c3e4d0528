import { EVENT_TYPES } from '../../core/model/event.ts';
import {
  CODE_TEMPLATES,
  MESSAGE_TEMPLATES,
  type MessageTemplate,
} from '../../core/model/message.ts';
import { type MessageText, PLACEHOLDERS } from '../../core/model/message-settings.ts';
import { LANGUAGES, type Language, THEME_COLOURS } from '../../core/model/pages.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { PREVIEW_PAGES } from './preview-page.ts';

/** Our own words for messages, by language and template. */
export type MessageTexts = Readonly<
  Record<Language, Readonly<Record<MessageTemplate, MessageText>>>
>;

/** What this server can do, for the console's forms. Nothing in it is about a tenant or a secret. */
export function consoleFacts(dialects: readonly Dialect[], texts: MessageTexts) {
  return {
    dialects: dialects.map(({ name, title, mount, callers }) => ({
      ...{ name, title, mount, callers: callers.by },
      mayBeChosen: callers.by !== 'signature' && callers.mayBeChosen === true,
    })),
    events: EVENT_TYPES,
    languages: LANGUAGES,
    themeColours: THEME_COLOURS,
    previewPages: PREVIEW_PAGES,
    messages: {
      templates: MESSAGE_TEMPLATES,
      withCode: CODE_TEMPLATES,
      placeholders: PLACEHOLDERS,
      texts,
    },
  };
}
