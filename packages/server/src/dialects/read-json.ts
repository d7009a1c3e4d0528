import { type JSONVisitor, visit } from 'jsonc-parser';
import { Fault } from '../core/fault.ts';

const DEPTH_MAX = 16;
/** Of all objects together; our largest request has a tenth of it. */
const KEYS_MAX = 1_000;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON more strictly than `JSON.parse` (RFC 8259): a key given twice, a key that reaches for
 * an object's prototype, and nesting or keys beyond any of our requests are refused, before anything
 * is built of them. Two parsers that
 * disagree about a duplicate key are how one part of a system checks a PIN and another uses a
 * different one.
 */
export function readJson(text: string): unknown {
  inspect(text);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the input, and the input may hold a PIN.
    throw malformed('The body is not valid JSON.');
  }
}

/** Reads UTF-8 bytes as JSON; bytes that are not UTF-8 are refused, not replaced. */
export function readJsonBytes(body: Uint8Array): unknown {
  return readJson(decodeUtf8(body) ?? '');
}

/** `undefined` for bytes that are not valid UTF-8. A byte order mark is dropped (RFC 8259, 8.1). */
export function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function inspect(text: string): void {
  const open: Set<string>[] = [];
  let depth = 0;
  let keys = 0;
  const enter = () => {
    depth += 1;
    if (depth > DEPTH_MAX) throw malformed(`The JSON is nested deeper than ${DEPTH_MAX} levels.`);
  };
  const leave = () => {
    depth -= 1;
  };
  const visitor: JSONVisitor = {
    onObjectBegin: () => {
      enter();
      open.push(new Set());
    },
    onObjectEnd: () => {
      leave();
      open.pop();
    },
    onArrayBegin: enter,
    onArrayEnd: leave,
    onObjectProperty: (key) => {
      keys += 1;
      if (keys > KEYS_MAX) throw malformed(`The JSON has more than ${KEYS_MAX} keys.`);
      refuseKey(open.at(-1), key);
    },
    onError: () => {
      throw malformed('The body is not valid JSON.');
    },
  };
  visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
}

function refuseKey(seen: Set<string> | undefined, key: string): void {
  if (PROTOTYPE_KEYS.has(key)) throw malformed('A key of the JSON has a name that is not allowed.');
  if (seen?.has(key)) throw malformed('A key of the JSON is given twice.');
  seen?.add(key);
}

function malformed(sentence: string): Fault {
  return new Fault('request_malformed', `${sentence} Correct the request; nothing was charged.`);
}
