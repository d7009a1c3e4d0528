import { Keyring } from '../../src/crypto/keyring.ts';
import { createRowCrypto } from '../../src/crypto/row-crypto.ts';

const SECRET = new Uint8Array(32).fill(7);

export const TEST_KEYRING = new Keyring({
  ...{ active: 'k1', roots: [{ id: 'k1', secret: SECRET }] },
  digestSecret: SECRET,
});

/** Keys for stores that are opened without a server. */
export const TEST_ROWS = createRowCrypto(TEST_KEYRING);
