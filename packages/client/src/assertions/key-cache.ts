import { readBase64 } from '../base64.ts';
import type { PublicKey } from '../wire/problem.ts';

/** The type has another home in Node than in browsers. */
type CheckingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface KeyCacheOptions {
  /** Where the keys are; `() => client.readKeys()`. */
  readonly readKeys: () => Promise<readonly PublicKey[]>;
  readonly now: () => number;
}

const LIFE_MS = 60 * 60_000;
/** Whoever sends tokens with made-up key ids makes us ask no oftener than this. */
const BETWEEN_ASKING_MS = 30_000;

/** Public keys by id. Asks again for an id it does not know, and after an hour. */
export class KeyCache {
  readonly #options: KeyCacheOptions;
  #keys = new Map<string, CheckingKey>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(options: KeyCacheOptions) {
    this.#options = options;
  }

  /** `null` when the server has no such key. Throws when the keys cannot be read. */
  async find(kid: string): Promise<CheckingKey | null> {
    const age = this.#options.now() - this.#readAt;
    const known = this.#keys.get(kid);
    if (known && age < LIFE_MS) return known;
    if (age >= BETWEEN_ASKING_MS) await this.#readOnce();
    return this.#keys.get(kid) ?? null;
  }

  /** Those who ask at once share one reading. */
  #readOnce(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const keys = new Map<string, CheckingKey>();
    for (const jwk of await this.#options.readKeys()) {
      const bytes = readBase64(jwk.x);
      // Keys for anything else, and of a kind that is not ours, are none.
      const ours = jwk.kty === 'OKP' && jwk.crv === 'Ed25519' && jwk.use === 'sig';
      if (!ours || bytes === null) continue;
      keys.set(jwk.kid, await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']));
    }
    this.#keys = keys;
    this.#readAt = this.#options.now();
  }
}
