import { createHash } from 'node:crypto';
import { decodeBase32, encodeBase32 } from './base32.ts';

/** One operator's part of a keyring. */
export interface Share {
  /** The same for all shares of one split, and of no other. */
  readonly set: string;
  readonly threshold: number;
  readonly total: number;
  /** From 1 to `total`. */
  readonly index: number;
  readonly bytes: Uint8Array;
}

export const SET_BYTES = 5;

const VERSION = 1;
const HEAD_BYTES = 1 + SET_BYTES + 3;
const CHECK_BYTES = 4;
const BEGIN = 'PTS1:';
const GROUP = 5;
const GROUPS_A_LINE = 8;

/**
 * A share for paper or a file. The lines with `#` are for people; what counts is the code, which says by
 * itself which share of which set it is, and has a checksum against what is misread.
 */
export function writeShare(share: Share, notes: readonly string[]): string {
  const { set, threshold, total, index, bytes } = share;
  const head = [VERSION, ...(decodeBase32(set) ?? []), threshold, total, index];
  const body = Buffer.concat([Uint8Array.from(head), bytes]);
  const code = encodeBase32(Buffer.concat([body, checkOf(body)]));
  const groups = code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < groups.length; at += GROUPS_A_LINE) {
    lines.push(groups.slice(at, at + GROUPS_A_LINE).join('-'));
  }
  return [...notes.map((note) => `# ${note}`), BEGIN, ...lines, ''].join('\n');
}

/**
 * All shares in a text, one after the other. Throws for one that was misread, cut off or altered, and
 * never quotes any of it.
 */
export function readShares(text: string): readonly Share[] {
  const bare = text.replace(/^\s*#.*$/gm, '').replace(/[\s-]+/g, '');
  const [before, ...codes] = bare.split(new RegExp(BEGIN, 'i'));
  if (before !== '' || codes.length === 0) {
    throw new Error(`No share begins there: each begins with ${BEGIN}`);
  }
  return codes.map((code, at) => {
    const share = readCode(code);
    if (share !== null) return share;
    const which = codes.length === 1 ? 'The share' : `Share ${at + 1} of what was given`;
    throw new Error(`${which} is damaged: its checksum does not fit. Look for what was misread.`);
  });
}

/** Whether a text that is being typed is a whole share by now. */
export function isWholeShare(text: string): boolean {
  try {
    return readShares(text).length === 1;
  } catch {
    return false;
  }
}

function readCode(code: string): Share | null {
  const bytes = decodeBase32(code);
  if (bytes === null || bytes.length <= HEAD_BYTES + CHECK_BYTES) return null;
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (!checkOf(body).equals(bytes.subarray(-CHECK_BYTES)) || body[0] !== VERSION) return null;
  const [threshold = 0, total = 0, index = 0] = body.subarray(1 + SET_BYTES, HEAD_BYTES);
  return {
    set: encodeBase32(body.subarray(1, 1 + SET_BYTES)),
    ...{ threshold, total, index },
    bytes: body.subarray(HEAD_BYTES),
  };
}

function checkOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, CHECK_BYTES);
}
