import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  isMeantFor,
  nonceLastsUntil,
  type PinOperation,
  type SealedPins,
} from '../model/sealed-pins.ts';
import type { Ports } from '../ports/ports.ts';

export interface OpenPins {
  readonly jwe: string;
  readonly operation: PinOperation;
  /** The subject the call is about, or `null`. */
  readonly subject: string | null;
  /** The words of the body it has to repeat, see `SEALED_WORDS`. */
  readonly about: Readonly<Record<string, string>>;
  /** The fields its PINs may stand for. */
  readonly fields: readonly string[];
}

/** What was typed by field, and the PINs among it: the caller wipes them when the call is over. */
export type OpenedPins = Pick<SealedPins, 'pins' | 'taken'>;

/**
 * The PINs of an encrypted input, by field. Throws `pin_jwe_refused` for one that does not open, was
 * made for another tenant, subject or operation, is too old, or was used before: the same answer for
 * all of them, before anything is charged. Its nonce is used up durably before this answers, so of
 * two calls with one input, on whatever nodes, one goes on.
 */
export async function openPins(
  { store, sealer, pinOpener, clock }: Pick<Ports, 'store' | 'sealer' | 'pinOpener' | 'clock'>,
  call: Call,
  { jwe, operation, subject, about, fields }: OpenPins,
): Promise<OpenedPins> {
  const tenant = call.tenant.id;
  const now = clock.now();
  const sealed = await pinOpener.open(tenant, jwe);
  const input = { tenant, subject, operation, about, fields };
  if (sealed === null) throw refused();
  if (!isMeantFor(sealed, input, now)) {
    sealed.taken.wipe();
    throw refused();
  }
  // Under a digest: what a caller made up grows no row.
  const id = await sealer.digest({ tenant, label: 'pin-jwe', binding: [] }, sealed.nonce);
  const nonce = { tenant, kind: 'pin-jwe', id, data: {}, expiresAt: nonceLastsUntil(sealed) };
  if (await store.useOnce(nonce)) return sealed;
  sealed.taken.wipe();
  const fact = {
    action: `pin.${operation}`,
    outcome: 'not_evaluated',
    ...(subject && { subject }),
  };
  const entry = auditEntry(call, now, { ...fact, reason: 'an encrypted PIN was sent again' });
  await store.record(tenant, { audit: [entry] });
  throw refused();
}

function refused(): Fault {
  return new Fault(
    'pin_jwe_refused',
    'The encrypted PIN was not accepted. Read the keys again, encrypt it anew for this very call and ' +
      'send it within two minutes; nothing was charged.',
  );
}
