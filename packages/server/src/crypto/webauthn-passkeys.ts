import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Passkeys } from '../core/ports/passkeys.ts';

const TIMEOUT_MS = 120_000;
/** EdDSA, ECDSA with P-256, RSA: what authenticators have. */
const ALGORITHMS = [-8, -7, -257];

/** At the first use: it brings parsers of certificates, which servers without passkeys never need. */
const library = () => import('@simplewebauthn/server');

export function createPasskeys(): Passkeys {
  return {
    creationOptions: async ({ id }, { name, handle, has }, challenge) =>
      (await library()).generateRegistrationOptions({
        ...{ rpName: 'Pintumbler', rpID: id, userName: name, userDisplayName: name },
        ...{ userID: Uint8Array.from(handle), challenge, timeout: TIMEOUT_MS },
        excludeCredentials: has.map((each) => ({ id: each })),
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),

    requestOptions: async ({ id }, challenge) =>
      (await library()).generateAuthenticationOptions({
        ...{ rpID: id, challenge, timeout: TIMEOUT_MS, userVerification: 'required' },
      }),

    read(answer) {
      const { id, response } = (answer ?? {}) as Partial<AuthenticationResponseJSON>;
      const clientData = response?.clientDataJSON;
      if (typeof id !== 'string' || id === '' || typeof clientData !== 'string') return null;
      const challenge = challengeIn(clientData);
      return challenge === null ? null : { id, challenge };
    },

    async verifyCreation(party, answer, challenge) {
      const response = answer as RegistrationResponseJSON;
      const verified = await orNull(async () => {
        const { verifyRegistrationResponse } = await library();
        if (!(await isUnattested(response))) return null;
        return verifyRegistrationResponse({
          ...{ response, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS },
          ...expected(party, challenge),
        });
      });
      if (!verified?.verified) return null;
      const { id, publicKey, counter } = verified.registrationInfo.credential;
      return { id, publicKey, counter };
    },

    async verifyUse(party, answer, challenge, { id, publicKey, counter }) {
      const response = answer as AuthenticationResponseJSON;
      const credential = { id, publicKey: Uint8Array.from(publicKey), counter };
      const verified = await orNull(async () => {
        const { verifyAuthenticationResponse } = await library();
        return verifyAuthenticationResponse({
          ...{ response, credential, requireUserVerification: true },
          ...expected(party, challenge),
        });
      });
      return verified?.verified ? verified.authenticationInfo.newCounter : null;
    },
  };
}

function expected({ id, origins }: { id: string; origins: readonly string[] }, challenge: string) {
  return {
    expectedChallenge: Buffer.from(challenge).toString('base64url'),
    expectedOrigin: [...origins],
    expectedRPID: id,
  };
}

/** The challenge as it was made: the browser tells its bytes in base64url. */
function challengeIn(clientData: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')) as {
      readonly challenge?: unknown;
    };
    return typeof challenge === 'string'
      ? Buffer.from(challenge, 'base64url').toString('utf8')
      : null;
  } catch {
    return null;
  }
}

/**
 * No attestation was asked for. With one, the library would read certificates and ask the addresses in
 * them for lists of revoked ones: addresses that whoever sent them chose.
 */
async function isUnattested({ response }: RegistrationResponseJSON): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const object = new Uint8Array(Buffer.from(response.attestationObject, 'base64url'));
  return decodeAttestationObject(object).get('fmt') === 'none';
}

/** The library throws for whatever is not right. What it says quotes what was sent. */
async function orNull<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
