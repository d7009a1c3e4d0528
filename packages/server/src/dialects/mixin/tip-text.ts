import type { Core } from '../../core/core.ts';

/*
 * What a TIP key signs: a text that names the action, so that a signature for one action is none for
 * another (mixin 6).
 */

const NUMBER_WIDTH = 32;

/** `digits`: a time in nanoseconds, or a counter. This text is signed itself, all others as a hash. */
export function verifyText(digits: string): Uint8Array {
  return Buffer.from(`TIP:VERIFY:${digits.padStart(NUMBER_WIDTH, '0')}`);
}

/** Prefix and parameters are joined without anything between them. */
export function actionText(
  core: Pick<Core, 'hash'>,
  prefix: string,
  ...parameters: readonly string[]
): Uint8Array {
  return core.hash('sha256', Buffer.from([prefix, ...parameters].join('')));
}
