import type { FaultCode } from '../core/fault.ts';

/**
 * What each fault means and what to do about it, for whoever meets one: the page `/docs/faults` and
 * `docs/reference/faults.md` are written from this table.
 */
export const FAULT_GUIDE: Readonly<Record<FaultCode, string>> = {
  request_malformed:
    'The request is not what this call takes; the answer names the field and the rule. Correct the request. Nothing was charged.',
  pin_malformed:
    'A PIN is a string of 4 to 12 ASCII digits: no JSON number, no blanks, no other digits. Correct it. Nothing was charged.',
  pin_jwe_refused:
    'The encrypted PIN does not open with a key of this tenant, was made for another subject or call, is over two minutes old, or was used before. Read the keys again, encrypt the PIN anew for this very call, and send it once. Nothing was charged.',
  body_too_large: 'The body is over 64 KiB. No call here needs that much: send less.',
  media_type_unsupported:
    'The body is not marked as JSON, or is compressed. Send it with the content type application/json and without Content-Encoding.',
  unauthenticated:
    'The key is missing, unknown or revoked, or its tenant is suspended. Send the key this part of the server expects; ask its operator for a new one if yours stopped working.',
  forbidden:
    'The role of the operator does not include this, or the request came from a web page that may not send it; the pages and tools of dev mode answer only to this machine, under 127.0.0.1 or localhost. The answer says which.',
  route_not_found:
    'There is no such call at this address. Compare method and path with the reference, and check that the base URL has the mount of the dialect in it.',
  subject_not_found:
    'This tenant has no subject by that id or identifier. Create the subject first, or correct the id.',
  subject_exists: 'A subject with this id exists. Use it, or choose another id.',
  identifier_taken:
    'Another subject of this tenant has one of the identifiers, or one is given twice. Use different ones, or find out whose it is.',
  pin_exists:
    'The subject has a PIN, and setting one never replaces another. Change it with the old PIN, or start a recovery.',
  pin_kind_mismatch:
    'The PIN of this person is a key on their device, or digits where a signature was sent. Prove it on the wire it was set on, or recover it; nothing was charged.',
  hash_unusable:
    'The hash of another system cannot be taken over: its form is not one this server compares with, its spelling is not exact, or its cost is beyond the bounds. The answer names the rule, and the guide to importing hashes has all of them. Nothing was stored.',
  tenant_not_found: 'There is no tenant by that id. List the tenants, or create it.',
  tenant_exists: 'A tenant with this id exists. Use it, or choose another id.',
  key_not_found: 'There is no caller key by that id. List the keys of the tenant.',
  key_exists: 'A key with this name exists in this dialect. Choose another name.',
  challenge_not_found:
    'There is no challenge by that id that this wire of this tenant opened. Open a new one.',
  challenge_closed:
    'The challenge was used, failed or has expired, or another submission of it was quicker. Open a new one.',
  session_expired: 'The session token is past its time. Get a new one for the same subject.',
  session_invalid:
    'The session token was not made by this server for this tenant, or was altered. Get a new one.',
  session_unknown: 'No session token was sent, or something that never was one. Get one first.',
  webhook_not_found: 'This tenant has no webhook by that id on this wire. List the ones there are.',
  device_not_found: 'This person has no device of that type. Look at those there are.',
  delivery_not_found:
    'The webhook has no such delivery; settled ones are kept for 30 days. List its deliveries.',
  webhook_unreachable:
    'The address of the webhook cannot be delivered to; the answer says why. Use an https address on a public network, or let the operator allow the network it is on.',
  questions_exist:
    'The subject has security questions, and they are set once. Recover with their answers, or delete the subject.',
  questions_not_set: 'The subject has no security questions. Set them first.',
  recovery_not_found: 'There is no recovery by that id in this tenant. Start a new one.',
  too_many_codes:
    'Enough codes were sent to this person, or asked for from this address, for now. Use the ' +
    'newest code, or wait for the seconds in Retry-After.',
  recovery_locked:
    'Too many codes were guessed wrongly for this subject. Wait until the lock ends by itself, or let staff approve the recovery.',
  recovery_not_proven:
    'The recovery was completed before its factor was proven. Send the proof first, then complete it.',
  recovery_closed:
    'The recovery was used, has expired or was replaced by a newer one. Start a new one.',
  factor_unavailable:
    'This subject cannot use that factor now: it may have no address for the code, or be suspended. Choose another factor, or ask staff.',
  pin_not_set: 'The subject has no PIN, so there is none to recover or reset. Set one.',
  idempotency_conflict:
    'The Idempotency-Key was used for another request. Use a new key for each new request, and the same key only to repeat one.',
  idempotency_in_progress:
    'The first request with this Idempotency-Key is still running. Repeat it after the seconds in Retry-After.',
  account_not_found: 'No operator has an account by that name. List the accounts, or create it.',
  account_exists:
    'An operator with this name has an account, or had one: names are not used twice. Choose another name.',
  approval_needed:
    'This tenant wants a second person to agree to such a change. Ask for it through the admin API or the console; another operator approves it there.',
  approval_not_found:
    'There is no approval by that id in this tenant; those that are over are kept for 30 days. List the approvals.',
  approval_closed:
    'The approval was decided, has expired, or what it was judged against was changed since. Ask anew.',
  root_not_found: 'The keyring of this node has no root key by that id. List the roots.',
  rotation_refused:
    'Root keys cannot be changed that way now: a rotation is under way, a node has not the same roots, something is still under the root, or the keyring cannot be written. The sentence says which. Nothing was changed.',
  tenant_not_suspended:
    'Only a suspended tenant can be deleted. Suspend it first; its callers are refused from then on, and nothing is lost yet.',
  passkey_not_found: 'This account has no passkey by that id. List its passkeys.',
  too_many_attempts:
    'Too many tries to sign in came from this address. Wait for the seconds in Retry-After.',
  rate_limited:
    'More requests came within a minute than this caller, tenant, address or person may make, too many wait on one connection, or this is being done for the tenant already. Repeat the request after the seconds in Retry-After, and spread requests out. Nothing was looked at, and nobody was charged.',
  overloaded:
    'More PINs are waiting to be checked than the server takes on. Repeat the request after the seconds in Retry-After. Nothing was charged.',
  storage_unavailable:
    'The database did not take the change. Repeat the request after the seconds in Retry-After; the operator finds the reason in the log.',
  integrity:
    'Stored data does not fit the server keys, or was altered. The server refuses to use it. The operator has to look at the log, the keyring and the last restore; repeating the request does not help.',
  internal:
    'Something broke on the server. Quote the request id of the answer to its operator, who finds the reason in the log.',
};
