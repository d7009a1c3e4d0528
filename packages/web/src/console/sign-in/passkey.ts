/** Whether this browser can use passkeys with options as JSON. */
export function canUsePasskeys(): boolean {
  return (
    window.isSecureContext &&
    'PublicKeyCredential' in window &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Has the browser sign a challenge with a passkey; `null` when the person changed their mind. */
export async function askPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<unknown | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return toJson(() => navigator.credentials.get({ publicKey }));
}

/** Has the browser make a passkey; `null` when the person changed their mind. */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<unknown | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return toJson(() => navigator.credentials.create({ publicKey }));
}

async function toJson(ask: () => Promise<Credential | null>): Promise<unknown | null> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (error) {
    // What browsers answer to somebody who closes their dialog, and to a timeout.
    if (error instanceof DOMException && error.name === 'NotAllowedError') return null;
    throw error;
  }
}
