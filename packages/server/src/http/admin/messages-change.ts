import { type Static, Type } from 'typebox';
import { SECOND_MS } from '../../core/model/instant.ts';
import { MESSAGE_TEMPLATES, type MessageTemplate } from '../../core/model/message.ts';
import {
  brokenTextRule,
  type MessageSettings,
  SENDS_MAX,
  type SendLimit,
} from '../../core/model/message-settings.ts';
import { LANGUAGES } from '../../core/model/pages.ts';
import { object } from './fields.ts';

const SUBJECT_MAX_LENGTH = 200;
const TEXT_MAX_LENGTH = 2000;
const SENDER_MAX_LENGTH = 100;
const NO_CONTROLS = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$';
const WINDOW_MAX_SECONDS = 31 * 24 * 3600;

const sendLimit = object({
  sendsMax: Type.Integer({ minimum: 1, maximum: SENDS_MAX }),
  windowSeconds: Type.Integer({ minimum: 1, maximum: WINDOW_MAX_SECONDS }),
});

const textOf = (template: MessageTemplate) => {
  const text = object({
    subject: Type.String({ minLength: 1, maxLength: SUBJECT_MAX_LENGTH }),
    text: Type.String({ minLength: 1, maxLength: TEXT_MAX_LENGTH }),
  });
  return Type.Refine(
    text,
    (given) => brokenTextRule(template, given) === null,
    (given) => brokenTextRule(template, given) ?? '',
  );
};

const wordsOf = (template: MessageTemplate) =>
  object(fieldsOf(LANGUAGES, () => Type.Optional(textOf(template))));

const templates = object(fieldsOf(MESSAGE_TEMPLATES, (each) => Type.Optional(wordsOf(each))));

/** What a tenant's people are told. The templates are replaced as a whole. */
export const messagesChange = object(
  {
    sender: Type.Optional(
      Type.Union([
        Type.Null(),
        Type.String({ minLength: 1, maxLength: SENDER_MAX_LENGTH, pattern: NO_CONTROLS }),
      ]),
    ),
    notices: Type.Optional(Type.Boolean()),
    perRecipient: Type.Optional(sendLimit),
    perSource: Type.Optional(sendLimit),
    templates: Type.Optional(templates),
  },
  'MessageSettingsChange',
);

export function readMessagesChange(
  change: Static<typeof messagesChange>,
): Partial<MessageSettings> {
  const { perRecipient, perSource, templates, ...rest } = change;
  return {
    ...rest,
    ...(perRecipient && { perRecipient: toLimit(perRecipient) }),
    ...(perSource && { perSource: toLimit(perSource) }),
    ...(templates && { templates: templates as MessageSettings['templates'] }),
  };
}

export function messagesBody({ perRecipient, perSource, ...rest }: MessageSettings) {
  return { ...rest, perRecipient: limitBody(perRecipient), perSource: limitBody(perSource) };
}

function toLimit({ sendsMax, windowSeconds }: Static<typeof sendLimit>): SendLimit {
  return { sendsMax, windowMs: windowSeconds * SECOND_MS };
}

function limitBody({ sendsMax, windowMs }: SendLimit) {
  return { sendsMax, windowSeconds: windowMs / SECOND_MS };
}

function fieldsOf<K extends string, F>(names: readonly K[], make: (name: K) => F): Record<K, F> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, F>;
}
