import { Fault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { Subject } from '../../core/model/subject.ts';
import { nameBasedId } from '../name-based-id.ts';
import { channelFields } from './channel-fields.ts';
import { type Exchange, ownPin } from './mixin-call.ts';
import { publicUser } from './public-user.ts';
import { type Preferences, readNote } from './user-note.ts';
import { ZERO_INSTANT } from './zero-instant.ts';

/** The calling user as itself sees it (mixin 7.1): everything an SDK of any generation reads. */
export async function ownUser(exchange: Exchange): Promise<object> {
  const { core, call, sessionId } = exchange;
  const subject = await readCaller(exchange);
  const note = readNote(subject);
  return {
    ...(await publicUser(exchange, subject)),
    session_id: sessionId,
    ...channelFields(await core.offerChannel(call)),
    code_id: await codeIdOf(exchange, note.codeRotations),
    // The vendor's links open in its messenger, for users of its own. There is no such page here.
    code_url: '',
    device_status: '',
    ...(await pinState(exchange)),
    has_emergency_contact: false,
    ...preferenceFields(note.preferences),
    salt_base64: '',
    spend_public_key: note.spendPublicKey,
    features: [],
    membership: { plan: 'basic', expired_at: ZERO_INSTANT },
    is_deactivated: false,
    invitation_code: '',
  };
}

/** Throws `unauthenticated` for a user deleted this very moment: its sessions went with it. */
export async function readCaller({ core, call, subject: id }: Exchange): Promise<Subject> {
  const subject = await core.findSubject(call, { id });
  if (subject !== null) return subject;
  throw new Fault('unauthenticated', 'The user of this session does not exist any more.');
}

/** What others would find this user by; another one after every rotation. */
function codeIdOf({ core, call, subject }: Exchange, rotations: number): Promise<string> {
  return nameBasedId(core, call, 'code', `${rotations} ${subject}`);
}

async function pinState(exchange: Exchange) {
  const { core, call, subject } = exchange;
  const status = await core.readPinStatus(call, ownPin(exchange));
  const kind = status.outcome === 'status' ? status.kind : null;
  const pin = { subject, purpose: DEFAULT_PURPOSE };
  const key = kind === 'key' ? await core.readPinKey(call, pin) : null;
  return {
    // A suspended user has its PIN all the same, so the state does not tell.
    has_pin: kind !== null,
    tip_counter: key?.counter ?? 0,
    tip_key_base64: Buffer.from(key?.publicKey ?? []).toString('base64url'),
  };
}

function preferenceFields(preferences: Preferences) {
  return {
    receive_message_source: preferences.receiveMessageSource,
    accept_conversation_source: preferences.acceptConversationSource,
    accept_search_source: preferences.acceptSearchSource,
    fiat_currency: preferences.fiatCurrency,
    transfer_notification_threshold: preferences.transferNotificationThreshold,
    transfer_confirmation_threshold: preferences.transferConfirmationThreshold,
  };
}
