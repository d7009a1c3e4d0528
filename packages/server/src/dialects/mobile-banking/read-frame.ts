import { Fault } from '../../core/fault.ts';
import { decodeUtf8, readJson } from '../read-json.ts';

/** A request taken apart as far as every action is the same. */
export interface Frame {
  readonly action: string;
  /** Not looked at yet: what is wrong with it is told in the action's own form. */
  readonly payload: unknown;
}

/** Reads the body. Throws `request_malformed` for what is not a JSON object. */
export function readFrame(body: Uint8Array): Frame {
  const frame = readJson(decodeText(body));
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) {
    throw new Fault('request_malformed', 'The body is not a JSON object. Nothing was charged.');
  }
  const { action, payload } = frame as Readonly<Record<string, unknown>>;
  // One of the pages prints an action with a trailing blank.
  return { action: typeof action === 'string' ? action.trim() : '', payload };
}

/**
 * Deployed clients write one byte per character, so names arrive as Latin-1. Latin-1 text beyond
 * ASCII is hardly ever valid UTF-8; what is valid UTF-8 is therefore read as such.
 */
function decodeText(body: Uint8Array): string {
  return decodeUtf8(body) ?? Buffer.from(body).toString('latin1');
}
