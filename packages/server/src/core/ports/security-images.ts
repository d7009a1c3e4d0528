import type { SecurityImage } from '../model/security-prompt.ts';

/** The pictures people choose from, as PNG, 72 x 72. */
export interface SecurityImages {
  png(name: SecurityImage): Uint8Array;
}
