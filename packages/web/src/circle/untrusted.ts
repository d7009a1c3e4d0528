/*
 * Reading what another origin sent. Nothing in it has the shape it should have until it was looked
 * at, and what does not fit counts as not given.
 */

const TEXT_MAX = 512;
// Control characters, and the marks that turn the direction of a line around: with them a text can
// show something else than it says.
const MISLEADING = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text to show, or `undefined` when there is none. */
export function textOf(value: unknown, max = TEXT_MAX): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, max).replace(MISLEADING, ' ').trim();
  return text === '' ? undefined : text;
}

/** A token or id, passed on as it is; the server judges it. */
export function tokenOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
