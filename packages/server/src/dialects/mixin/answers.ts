import type { WireResponse } from '../dialect.ts';
import { DESCRIPTIONS, type MixinCode } from './codes.ts';

/** What clients print and people at support read; nothing a program decides on (mixin 8). */
export type Extra = Readonly<Record<string, string | number>>;

export function answer(data: unknown): WireResponse {
  return { status: 200, body: { data } };
}

/**
 * Every refusal is HTTP 202: clients never look for an error in a 4xx, and the oldest one repeats a
 * request for ever after one (mixin 2). Only a broken server says 500.
 */
export function refuse(code: MixinCode, extra?: Extra): WireResponse {
  const status = code === 500 ? 500 : 202;
  const description = DESCRIPTIONS[code];
  return { status, body: { error: { status, code, description, ...(extra && { extra }) } } };
}
