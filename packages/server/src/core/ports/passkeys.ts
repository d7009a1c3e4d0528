/** Which pages may use a passkey: its name for authenticators, and their origins. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/** Who a new passkey is for. */
export interface PasskeyOwner {
  readonly name: string;
  /** What authenticators know the owner by; up to 64 bytes without a name in it. */
  readonly handle: Uint8Array;
  /** Ids of passkeys that are there. */
  readonly has: readonly string[];
}

export interface NewPasskey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

/**
 * Passkeys (WebAuthn). What a browser sends is taken apart and checked by a library; nothing it sends
 * makes these throw. Every use needs the user verified by the authenticator.
 */
export interface Passkeys {
  /** For `navigator.credentials.create`, as JSON. */
  creationOptions(party: RelyingParty, owner: PasskeyOwner, challenge: string): Promise<object>;
  /** For `navigator.credentials.get`, as JSON; for whichever passkey the person chooses. */
  requestOptions(party: RelyingParty, challenge: string): Promise<object>;
  /** The challenge an answer says it is for, and the passkey; `null` for what is no answer. */
  read(answer: unknown): { readonly id: string; readonly challenge: string } | null;
  /** `null`: not right. */
  verifyCreation(
    party: RelyingParty,
    answer: unknown,
    challenge: string,
  ): Promise<NewPasskey | null>;
  /** The count of uses it comes with; `null`: not right, or the count went back. */
  verifyUse(
    party: RelyingParty,
    answer: unknown,
    challenge: string,
    passkey: NewPasskey,
  ): Promise<number | null>;
}
