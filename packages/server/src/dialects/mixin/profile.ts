import { type Static, Type } from 'typebox';
import { storable } from '../storable.ts';
import type { Preferences, UserNote } from './user-note.ts';

const NAME_MAX = 128;
const BIOGRAPHY_MAX = 1_024;
/** What fits into a request at all; a picture is read over and not kept. */
const PICTURE_MAX = 64 * 1_024;
const AMOUNT_MAX = 1e15;

function text(maxLength: number) {
  return storable({ minLength: 0, maxLength });
}

/** Empty: as it was. Go SDKs send every field, those their caller did not fill in too. */
const source = Type.Optional(Type.String({ pattern: '^(EVERYBODY|CONTACTS|NOBODY)?$' }));
const currency = Type.Optional(Type.String({ pattern: '^([A-Z]{3,5})?$' }));
const threshold = Type.Optional(Type.Number({ minimum: 0, maximum: AMOUNT_MAX }));

export const fullName = text(NAME_MAX);

/** What users may change about themselves. SDKs send all of it to either of two addresses. */
export const profile = Type.Object({
  full_name: Type.Optional(fullName),
  biography: Type.Optional(text(BIOGRAPHY_MAX)),
  avatar_base64: Type.Optional(Type.String({ maxLength: PICTURE_MAX })),
  receive_message_source: source,
  accept_conversation_source: source,
  accept_search_source: source,
  fiat_currency: currency,
  transfer_notification_threshold: threshold,
  transfer_confirmation_threshold: threshold,
});

type Profile = Static<typeof profile>;

/** What a body wants changed; a biography may also be emptied. */
export function changeOf(body: Profile, current: UserNote): Partial<UserNote> {
  const preferences = preferencesOf(body);
  return {
    ...(body.full_name && { fullName: body.full_name }),
    ...(body.biography !== undefined && { biography: body.biography }),
    ...(Object.keys(preferences).length > 0 && {
      preferences: { ...current.preferences, ...preferences },
    }),
  };
}

function preferencesOf(body: Profile): Partial<Preferences> {
  const given = {
    receiveMessageSource: body.receive_message_source,
    acceptConversationSource: body.accept_conversation_source,
    acceptSearchSource: body.accept_search_source,
    fiatCurrency: body.fiat_currency,
    transferNotificationThreshold: body.transfer_notification_threshold,
    transferConfirmationThreshold: body.transfer_confirmation_threshold,
  };
  const filled = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(filled);
}
