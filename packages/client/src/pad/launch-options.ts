import type { Challenge } from '../wire/challenges.ts';

export type PadStatus = Challenge['status'];

export interface LaunchOptions {
  /**
   * `frame`: in a dialog, or in `container`; the tenant has to allow this origin as a frame ancestor.
   * `popup`: call it from a click, or the browser blocks it. `redirect`: this page goes away.
   */
  readonly mode: 'frame' | 'popup' | 'redirect';
  /** Has your backend open a challenge, with this `returnUrl` where there is one. */
  readonly open: (returnUrl: string | undefined) => Promise<Pick<Challenge, 'id' | 'url'>>;
  /** Has your backend ask how the challenge stands: its word counts, not that of a page. */
  readonly status: (id: string) => Promise<PadStatus>;
  /** A page of your own origin that calls `finishPad`; needed by `redirect`, and good for `popup`. */
  readonly returnUrl?: string;
  /** Where your tenant's pages are; any other address is refused. */
  readonly padOrigin?: string;
  /** What a blocked popup becomes; the result `blocked` when absent. */
  readonly whenBlocked?: 'frame' | 'redirect';
  /** Of the frame, for screen readers. */
  readonly title?: string;
  /** Of the button that closes the dialog. */
  readonly closeLabel?: string;
  /** An element for the frame, in place of a dialog. */
  readonly container?: HTMLElement;
  /** Takes the page away; `dismissed`, unless it was over. */
  readonly signal?: AbortSignal;
}

export type PadResult =
  | { readonly outcome: 'complete'; readonly id: string }
  /** The last wrong guess closed the lock. */
  | { readonly outcome: 'failed'; readonly id: string }
  | { readonly outcome: 'expired'; readonly id: string }
  /** Closed or left before it was over; the challenge is still open. */
  | { readonly outcome: 'dismissed'; readonly id: string }
  /** The browser opened no window. */
  | { readonly outcome: 'blocked' };

/** What a status means once nothing more will come from the page. */
export function resultOf(id: string, status: PadStatus): PadResult {
  switch (status) {
    case 'complete':
    case 'failed':
    case 'expired':
      return { outcome: status, id };
    case 'pending':
    case 'in_progress':
      return { outcome: 'dismissed', id };
  }
}

export function isOver(status: PadStatus): boolean {
  return status !== 'pending' && status !== 'in_progress';
}
