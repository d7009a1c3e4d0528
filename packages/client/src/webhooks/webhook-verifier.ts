import { bytesOf, readBase64 } from '../base64.ts';
import type { PintumblerEvent } from '../wire/events.ts';
import { type CheckingKey, readWebhookKey } from './webhook-keys.ts';

export interface WebhookVerifierOptions {
  /** Secrets (`whsec_...`) or public keys; several while you move from one webhook to another. */
  readonly keys: readonly string[];
  /** How far the time of a delivery may be from ours, either way; 300. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/** `Headers`, or what Node's `http` has as `request.headers`. */
export type DeliveryHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export type VerifiedDelivery =
  | {
      readonly outcome: 'genuine';
      /** The same on every try: remember it, and act once. */
      readonly id: string;
      readonly event: PintumblerEvent;
    }
  | {
      readonly outcome: 'refused';
      readonly reason:
        | 'headers_missing'
        | 'too_old'
        | 'too_new'
        | 'signature_wrong'
        | 'body_unreadable';
    };

const TOLERANCE_SECONDS = 300;

/**
 * Checks that deliveries come from the server, in the form of Standard Webhooks. Works wherever
 * WebCrypto does: Node, browsers, workers at the edge. Every signature is compared with every key,
 * in constant time.
 */
export function createWebhookVerifier({
  keys,
  toleranceSeconds = TOLERANCE_SECONDS,
  now = Date.now,
}: WebhookVerifierOptions) {
  if (keys.length === 0) throw new Error('A webhook verifier needs at least one key.');
  let reading: Promise<readonly CheckingKey[]> | undefined;
  return {
    /** `body` is what came, byte for byte: parsed and printed again it may differ. */
    async verify(body: string | Uint8Array, headers: DeliveryHeaders): Promise<VerifiedDelivery> {
      reading ??= Promise.all(keys.map(readWebhookKey));
      const checking = await reading;
      const id = headerOf(headers, 'webhook-id');
      const time = headerOf(headers, 'webhook-timestamp');
      const signatures = headerOf(headers, 'webhook-signature');
      if (!id || !time || !signatures || !/^\d{1,12}$/.test(time))
        return refused('headers_missing');
      const age = now() / 1000 - Number(time);
      if (age > toleranceSeconds) return refused('too_old');
      if (-age > toleranceSeconds) return refused('too_new');
      const signed = joinBytes(bytesOf(`${id}.${time}.`), body);
      if (!(await anyIsRight(checking, signatures, signed))) return refused('signature_wrong');
      const event = readEvent(body);
      return event === null ? refused('body_unreadable') : { outcome: 'genuine', id, event };
    },
  };
}

async function anyIsRight(
  keys: readonly CheckingKey[],
  header: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const given = header.split(' ').map((each) => {
    const [version = '', text = ''] = each.split(',');
    return { version, signature: readBase64(text) };
  });
  const checks = keys.flatMap((key) =>
    given.map(({ version, signature }) =>
      version === key.version && signature !== null ? key.isRight(signature, signed) : false,
    ),
  );
  return (await Promise.all(checks)).includes(true);
}

function headerOf(headers: DeliveryHeaders, name: string): string | null {
  if ('get' in headers && typeof headers.get === 'function') return headers.get(name);
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : null;
}

function joinBytes(head: Uint8Array, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const tail = typeof body === 'string' ? bytesOf(body) : body;
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  return joined;
}

function readEvent(body: string | Uint8Array): PintumblerEvent | null {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const event: unknown = JSON.parse(text);
    const named = typeof event === 'object' && event !== null && 'type' in event;
    return named && typeof event.type === 'string' ? (event as PintumblerEvent) : null;
  } catch {
    return null;
  }
}

function refused(reason: (VerifiedDelivery & { outcome: 'refused' })['reason']): VerifiedDelivery {
  return { outcome: 'refused', reason };
}
