import type { MessageTemplate } from '../../core/model/message.ts';
import type { MessageText } from '../../core/model/message-settings.ts';

/**
 * Our own words in one language. Minutes stand where no language bends them, and texts are short:
 * one text message holds 160 characters, or 70 outside the basic Latin alphabet.
 */
export type Templates = Readonly<Record<MessageTemplate, MessageText>>;
