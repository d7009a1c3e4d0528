import type { FastifyRequest } from 'fastify';
import { Fault } from '../../../core/fault.ts';
import { type TakenPins, takeFormPins } from '../../../core/model/taken-pins.ts';
import { wipeAfter } from '../../pipeline/wipe-after.ts';

/** What a form said, by name of its fields; there are marks in the place of PINs. */
export interface FormData extends ReadonlyMap<string, string> {
  /** The PINs that were taken out of it; they are wiped once the request is answered. */
  readonly pins: TakenPins;
}

const MEDIA_TYPE = 'application/x-www-form-urlencoded';
const FIELDS_MAX = 40;

/**
 * Reads a submitted form strictly: one value per name, UTF-8 and nothing that only looks like it.
 * A PIN that two readers understand differently would be a PIN nobody can type again.
 */
export function readForm(request: FastifyRequest): FormData {
  const { headers, body } = request;
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== MEDIA_TYPE) {
    throw new Fault('media_type_unsupported', 'Send the form as the page does.');
  }
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  const pins = takeFormPins(bytes);
  wipeAfter(request, () => pins.wipe());
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const pairs = text === '' ? [] : text.split('&');
  const form = new Map(pairs.map(readPair));
  if (form.size !== pairs.length || pairs.length > FIELDS_MAX) throw malformed();
  return Object.assign(form, { pins });
}

function readPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 0) throw malformed();
  return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
}

function decode(text: string): string {
  // Browsers escape everything else, so a raw byte above ASCII has no certain meaning.
  if (!/^[\x21-\x7e]*$/.test(text)) throw malformed();
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed();
  }
}

function malformed(): Fault {
  return new Fault('request_malformed', 'The form could not be read. Open the page again.');
}
