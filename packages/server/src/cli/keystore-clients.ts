import type { ClientKeyAlgorithm } from '../core/model/client-key.ts';

/** Which SDK wants its keystore in which form, by the kind of key it signs with; newest first. */
export const CLIENTS: Readonly<Record<ClientKeyAlgorithm, readonly string[]>> = {
  ed25519: ['official7App', 'official7User', 'official6', 'official4', 'community3'],
  rsa: ['community3', 'community1'],
};

/** Each once. */
export const CLIENT_NAMES: readonly string[] = [...new Set(Object.values(CLIENTS).flat())];

export const ALGORITHMS: readonly ClientKeyAlgorithm[] = ['ed25519', 'rsa'];

/**
 * The kind of key to make. Throws for an SDK that cannot sign with the wanted kind: said before a key
 * is made, for an unused one would stay valid.
 */
export function algorithmFor(
  client: string | undefined,
  wanted: ClientKeyAlgorithm | undefined,
): ClientKeyAlgorithm {
  if (client === undefined) return wanted ?? 'ed25519';
  const able = ALGORITHMS.filter((algorithm) => CLIENTS[algorithm].includes(client));
  if (able[0] === undefined) {
    throw new Error(`There is no client "${client}". Choose one of ${CLIENT_NAMES.join(', ')}.`);
  }
  if (wanted === undefined) return able[0];
  if (able.includes(wanted)) return wanted;
  throw new Error(
    `${client} cannot sign with ${wanted}. Leave --algorithm out, or choose one of ` +
      `${CLIENTS[wanted].join(', ')}.`,
  );
}
