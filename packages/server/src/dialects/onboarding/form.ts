/** How an address answers. */
export interface Form {
  readonly service: 'ONB' | 'TOK';
  readonly version: 1 | 2;
  /** Failures as text on version 1 too. */
  readonly strings: boolean;
}

const PLAIN = /^[^?#]*/;

/** The path alone tells which service answers, and in which version of its codes (onb 1, 3). */
export function formOf(address: string, strings = false): Form {
  const path = PLAIN.exec(address)?.[0] ?? '';
  const service = path.includes('/token-service/') ? 'TOK' : 'ONB';
  return { service, version: path.includes('/v2/') ? 2 : 1, strings };
}

/** A number on version 1: strict clients compare with `200` itself (onb 7). */
export function successCode({ service, version }: Form): string | number {
  if (version === 2) return `${service}200`;
  return service === 'TOK' ? TOKEN_SUCCESS : SUCCESS;
}

export const SUCCESS = 200;
export const TOKEN_SUCCESS = 100;
