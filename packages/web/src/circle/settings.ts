import type { Embedder } from './embedder.ts';
import { listOf, recordOf, textOf, tokenOf } from './untrusted.ts';

/** Who asks for what: goes with every call to the server. */
export interface Session {
  readonly appId: string;
  readonly userToken: string;
  readonly encryptionKey: string;
  readonly challengeId: string;
  readonly origin: string;
}

/** What the app wants changed. Each part is checked where it is used. */
export interface Settings {
  readonly session: Session;
  readonly localizations: unknown;
  readonly themeColor: unknown;
  readonly resources: unknown;
  readonly learnMoreUrl: unknown;
  readonly securityQuestions: unknown;
  /** What the visitor agrees to, one sentence each. */
  readonly statements: readonly string[];
}

const STATEMENTS_MAX = 10;

/** Resolves with the first settings the app sends; whatever it sends later is not read. */
export function receiveSettings(page: Window, { origin, post }: Embedder): Promise<Settings> {
  return new Promise((resolve) => {
    const read = (event: MessageEvent<unknown>): void => {
      const { w3s } = recordOf(event.data);
      // Any window may send messages here: a frame of ours, or whoever opened the app.
      if (event.source !== page.parent || event.origin !== origin || w3s === undefined) return;
      page.removeEventListener('message', read);
      resolve(readSettings(w3s, origin));
    };
    page.addEventListener('message', read);
    post({ onFrameReady: true });
  });
}

/** All but the first three is optional, and older SDKs do not send it. */
function readSettings(w3s: unknown, origin: string): Settings {
  const { appSettings, auth, challenge, customizations } = recordOf(w3s);
  const { securityQuestions, localizations, themeColor, resources, customLinks } =
    recordOf(customizations);
  const { userToken, encryptionKey } = recordOf(auth);
  return {
    session: {
      appId: tokenOf(recordOf(appSettings)['appId']),
      userToken: tokenOf(userToken),
      encryptionKey: tokenOf(encryptionKey),
      challengeId: tokenOf(recordOf(challenge)['challengeId']),
      origin,
    },
    ...{ localizations, themeColor, resources, securityQuestions },
    learnMoreUrl: recordOf(customLinks)['learnMoreUrl'],
    statements: listOf(recordOf(securityQuestions)['securityConfirmItems'])
      .slice(0, STATEMENTS_MAX)
      .flatMap((item) => textOf(item) ?? []),
  };
}
