import { setTimeout as pause } from 'node:timers/promises';
import type { TransitPlace } from '../../core/model/keyring-place.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** How long to wait for somebody who does not answer yet, and whom to tell of it. */
export interface Patience {
  readonly forMs: number;
  readonly tell: (text: string) => void;
}

const ANSWER_MAX_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Not there yet, sealed, or asking for patience: it may answer later. Everything else is an answer. */
const PASSING = [429, 502, 503, 504];

/**
 * A key of a service that speaks as HashiCorp Vault's transit engine does: `POST
 * {engine}/encrypt/{key}` and `.../decrypt/{key}`, with the token as `X-Vault-Token`.
 */
export function createTransitWrapper(
  place: TransitPlace,
  token: string,
  patience: Patience,
): KeyWrapper {
  const ask = (verb: 'encrypt' | 'decrypt', body: object, field: string) =>
    askPatiently({ place, token, verb, body, field }, patience);
  return {
    kind: 'transit',
    describe: describe(place),
    wrap: (secret, binding) =>
      ask('encrypt', { plaintext: encode(secret), associated_data: encode(binding) }, 'ciphertext'),
    async unwrap(wrapped, binding) {
      const body = { ciphertext: wrapped, associated_data: encode(binding) };
      return Buffer.from(await ask('decrypt', body, 'plaintext'), 'base64');
    },
  };
}

interface Question {
  readonly place: TransitPlace;
  readonly token: string;
  readonly verb: 'encrypt' | 'decrypt';
  readonly body: object;
  /** Of the answer. */
  readonly field: string;
}

/** It does not answer now. */
class Unreachable extends Error {}

async function askPatiently(question: Question, { forMs, tell }: Patience): Promise<string> {
  const until = performance.now() + forMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await askOnce(question);
    } catch (error) {
      const leftMs = until - performance.now();
      if (!(error instanceof Unreachable) || leftMs <= 0) throw error;
      tell(`${error.message} Trying again for ${Math.ceil(leftMs / 1000)} seconds.`);
      await pause(Math.min(pauseMs, leftMs));
    }
  }
}

async function askOnce({ place, token, verb, body, field }: Question): Promise<string> {
  const address = `${place.engine}/${verb}/${place.key}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { 'x-vault-token': token }) },
    body: JSON.stringify(body),
    // Keys and token are for this service, not for wherever it might point.
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch((cause: unknown) => {
    throw new Unreachable(`${capital(describe(place))} does not answer (${reasonOf(cause)}).`, {
      cause,
    });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (PASSING.includes(response.status)) {
    throw new Unreachable(`${capital(describe(place))} is not ready (HTTP ${response.status}).`);
  }
  const { data } = (answer ?? {}) as { readonly data?: Readonly<Record<string, unknown>> };
  const value = data?.[field];
  if (response.ok && typeof value === 'string') return value;
  throw new Error(
    `${capital(describe(place))} refused to ${verb}: ${adviceFor(response.status, verb)}`,
  );
}

function adviceFor(status: number, verb: string): string {
  switch (status) {
    case 400:
      return verb === 'decrypt'
        ? 'it did not wrap this keyring (HTTP 400). Is it the right key, and the right file?'
        : 'HTTP 400. Is it a key that encrypts with authenticated data, such as aes256-gcm96?';
    case 401:
    case 403:
      return `it does not take the token (HTTP ${status}). PINTUMBLER_KEYRING_TOKEN must be allowed to encrypt and decrypt with this key.`;
    case 404:
      return 'there is no such key (HTTP 404). Check the address in PINTUMBLER_KEYRING.';
    default:
      return `what answers is no transit service (HTTP ${status}). Check the address in PINTUMBLER_KEYRING.`;
  }
}

function describe({ engine, key }: TransitPlace): string {
  return `the key service ${engine}/keys/${key}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** `fetch` says only that it failed; why is below. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { cause: deeper } = cause;
  if (!(deeper instanceof Error)) return cause.message;
  return deeper.message || String((deeper as NodeJS.ErrnoException).code);
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
