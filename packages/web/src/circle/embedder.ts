import type { Refusal } from './refusal.ts';

/** What the SDK understands; it looks at the first key that is true. */
type Message =
  | { readonly onFrameReady: true }
  | { readonly showUi: true }
  | { readonly onForgotPin: true }
  | { readonly onError: true; readonly error: Pick<Refusal, 'code' | 'message'> }
  | { readonly onComplete: true; readonly result: { readonly type: string; status: 'COMPLETE' } }
  | { readonly onClose: true }
  | { readonly deviceId: string };

/** The app's page around ours. */
export interface Embedder {
  readonly origin: string;
  readonly post: (message: Message) => void;
}

/**
 * The page that embeds this one under the origin its address claims, or `undefined` when nobody
 * does or the claim is not an origin. The claim needs no trust: a message to another origin than
 * the parent's is not delivered, and the server asks whether the app may have this origin.
 */
export function findEmbedder(page: Window): Embedder | undefined {
  const origin = readOrigin(page.location.search);
  if (page.parent === page || origin === undefined) return undefined;
  return { origin, post: (message) => page.parent.postMessage(message, origin) };
}

/** The bare origin in `?origin=`: scheme, host and port and nothing else. */
export function readOrigin(search: string): string | undefined {
  const claim = new URLSearchParams(search).get('origin') ?? '';
  if (!URL.canParse(claim)) return undefined;
  const { protocol, origin } = new URL(claim);
  return /^https?:$/.test(protocol) && origin === claim ? origin : undefined;
}
