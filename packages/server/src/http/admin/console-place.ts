import { Fault } from '../../core/fault.ts';
import type { RelyingParty } from '../../core/ports/passkeys.ts';

/** Where operators reach the console, and what follows from it for their browsers. */
export interface ConsolePlace {
  /** Origins of pages that may send a session along. */
  readonly origins: () => readonly string[];
  readonly cookie: CookieForm;
  /** Throws `factor_unavailable` where the address is a number: passkeys belong to names. */
  readonly relyingParty: () => RelyingParty;
}

export interface CookieForm {
  readonly name: string;
  readonly attributes: string;
}

const NAME = 'pintumbler-console';
const COMMON = 'Path=/; HttpOnly; SameSite=Strict';

/**
 * `configured`: the public origin as it was set; empty: where the server listens, on this machine, by
 * whichever of its names. The prefix of the name makes browsers refuse such a cookie from any other
 * host, and over plain HTTP.
 */
export function consolePlace(
  configured: string,
  listening: () => string | undefined,
): ConsolePlace {
  const origins = () => (configured === '' ? ownNames(listening()) : [configured]);
  const isSecure = configured.startsWith('https:');
  return {
    origins,
    cookie: isSecure
      ? { name: `__Host-${NAME}`, attributes: `${COMMON}; Secure` }
      : { name: NAME, attributes: COMMON },
    relyingParty() {
      const id = configured === '' ? 'localhost' : new URL(configured).hostname;
      if (!isName(id)) {
        const sentence =
          'Passkeys need the console under a name. Open it as localhost, or set the console URL.';
        throw new Fault('factor_unavailable', sentence);
      }
      return { id, origins: origins() };
    },
  };
}

/** The port we listen on, by each name this machine has for itself. */
function ownNames(listening: string | undefined): readonly string[] {
  if (listening === undefined) return [];
  const { port } = new URL(listening);
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.map((name) => new URL(`http://${name}:${port}`).origin);
}

function isName(host: string): boolean {
  return !host.startsWith('[') && !/^[0-9.]+$/.test(host);
}
