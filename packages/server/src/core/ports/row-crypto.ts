/**
 * Authenticates rows of the database. Only the keyring can make a MAC: whoever can write the database
 * cannot. Synchronous, because it happens inside the transaction that reads or writes the row.
 */
export interface RowCrypto {
  /** 128 bits or more, as text, under a key of the tenant that does not rotate. */
  mac(tenant: string, text: string): string;
}
