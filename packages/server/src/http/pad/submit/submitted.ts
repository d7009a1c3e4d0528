import type { Attempt } from '../ceremony/attempt.ts';

/** What a submitted form leads to. */
export type Submitted =
  | { readonly next: 'done' }
  /** A page, drawn from how things stand by then. */
  | { readonly next: 'page'; readonly attempt: Attempt };
