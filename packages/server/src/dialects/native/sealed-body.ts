import { type TObject, type TSchema, Type } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import { type PinOperation, SEALED_WORDS } from '../../core/model/sealed-pins.ts';
import type { TakenPins } from '../../core/model/taken-pins.ts';
import type { WireRequest } from '../dialect.ts';

/** The PINs of a body: the fields they stand in, and what they are good for. */
export interface PinFields {
  readonly operation: PinOperation;
  readonly fields: readonly string[];
}

/** A body as it was sent: marks stand in the place of the PINs that were taken out of it. */
export interface SentBody {
  readonly body: unknown;
  readonly pins: TakenPins;
}

/** Stands in a body in place of its PINs: a JWE that holds them (RFC 7516). */
export const SEALED_FIELD = 'pinJwe';

export function isSealed(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, SEALED_FIELD);
}

/** The body as if its PINs had been sent in the clear. Their encryption is good for this one call. */
export async function openBody(
  core: Core,
  call: Call,
  { operation, fields }: PinFields,
  sent: SentBody,
  params: WireRequest['params'],
): Promise<SentBody> {
  const { body } = sent;
  if (!isSealed(body)) return sent;
  const { [SEALED_FIELD]: jwe, ...rest } = body;
  if (typeof jwe !== 'string' || fields.some((name) => Object.hasOwn(rest, name))) {
    const sentence = `${SEALED_FIELD} is a text, and stands in place of ${fields.join(' and ')}.`;
    throw new Fault('request_malformed', `body: ${sentence} Nothing was charged.`);
  }
  const subject = params['id'] ?? null;
  const about = Object.fromEntries(
    SEALED_WORDS.flatMap((word) => {
      const value = rest[word];
      return typeof value === 'string' ? [[word, value]] : [];
    }),
  );
  const opened = await core.openPins(call, { jwe, operation, subject, about, fields });
  return { body: { ...rest, ...opened.pins }, pins: opened.taken };
}

/** For the reference: the body as it is, or with its PINs encrypted. */
export function withSealed(body: TSchema, pins: PinFields | undefined): TSchema {
  if (pins === undefined) return body;
  const { properties } = body as TObject;
  const clear = Object.entries(properties).filter(([name]) => !pins.fields.includes(name));
  const sealed = Type.String({ description: 'The PINs, encrypted to a key of `GET /v1/keys`' });
  const fields = { ...Object.fromEntries(clear), [SEALED_FIELD]: sealed };
  return Type.Union([body, Type.Object(fields, { additionalProperties: false })]);
}
