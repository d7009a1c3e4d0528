/**
 * Authenticates what the audit trail holds. Only the keyring can make a MAC or a signature: whoever
 * can write the database cannot. Both are under keys of the tenant that do not rotate, and stay
 * checkable as long as the keyring is kept.
 */
export interface TrailCrypto {
  /** 128 bits or more, as text. */
  mac(tenant: string, text: string): string;
  sign(tenant: string, text: string): string;
  isSigned(tenant: string, text: string, signature: string): boolean;
}
