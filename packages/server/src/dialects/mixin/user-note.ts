import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './mixin-call.ts';
import { MIXIN } from './settings.ts';

/** What this wire remembers about a subject besides its PIN; kept with the subject. */
export interface UserNote {
  readonly fullName: string;
  readonly biography: string;
  /** Apps may make users and sessions; staff make apps. */
  readonly isApp: boolean;
  readonly hasSafe: boolean;
  /** Hexadecimal; empty before there is one. */
  readonly spendPublicKey: string;
  /** How often the code was replaced: what its name is made from. */
  readonly codeRotations: number;
  readonly preferences: Preferences;
}

export interface Preferences {
  readonly receiveMessageSource: string;
  readonly acceptConversationSource: string;
  readonly acceptSearchSource: string;
  readonly fiatCurrency: string;
  readonly transferNotificationThreshold: number;
  readonly transferConfirmationThreshold: number;
}

/** Of a subject that was made through another wire. */
const UNKNOWN: UserNote = {
  fullName: '',
  biography: '',
  isApp: false,
  hasSafe: false,
  spendPublicKey: '',
  codeRotations: 0,
  preferences: {
    receiveMessageSource: 'EVERYBODY',
    acceptConversationSource: 'EVERYBODY',
    acceptSearchSource: 'EVERYBODY',
    fiatCurrency: 'USD',
    transferNotificationThreshold: 0,
    transferConfirmationThreshold: 0,
  },
};

/** The note of a new user. */
export function newNote(known: Partial<UserNote>): UserNote {
  return { ...UNKNOWN, ...known };
}

/** Only this wire writes its notes, so what is there has this form; what is not is as of old. */
export function readNote({ notes }: Pick<Subject, 'notes'>): UserNote {
  const kept = notes[MIXIN] as Partial<UserNote> | undefined;
  return { ...UNKNOWN, ...kept, preferences: { ...UNKNOWN.preferences, ...kept?.preferences } };
}

/** Changes the note of the calling user from its newest state; no fields change nothing. */
export async function changeNote(
  { core, call, subject }: Exchange,
  decide: (note: UserNote) => Partial<UserNote>,
): Promise<void> {
  await core.noteSubject(call, subject, (current) => {
    const note = readNote(current);
    const change = decide(note);
    return Object.keys(change).length === 0 ? undefined : { note: { ...note, ...change } };
  });
}
