import type { TokenPlace } from '../../../core/model/keyring-place.ts';

/** What a process that loads the vendor's library is asked to do, once. */
export interface TokenJob {
  readonly kind: 'wrap' | 'unwrap' | 'make-key';
  readonly place: TokenPlace;
  readonly pin: string;
  /** What to wrap or to unwrap. */
  readonly data: Uint8Array;
  /** Authenticated along with it. */
  readonly binding: Uint8Array;
}

export type TokenReply =
  | { readonly ok: true; readonly data: Uint8Array }
  | { readonly ok: false; readonly reason: string };
