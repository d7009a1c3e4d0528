import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { Authenticate, TokenCaller, WireRequest } from '../dialect.ts';
import { readAppKey } from './app-key.ts';
import { denied, openBearer } from './bearer.ts';
import { ANY_LEVEL, type Level } from './levels.ts';
import { ETNA } from './settings.ts';

/** Which app is asking. Proves nothing about who uses it. */
export const authenticateApp: Authenticate = async (request, core) =>
  core.identifyApp({ dialect: ETNA, id: readAppKey(request) });

/** For calls that an app makes for somebody who got as far as one of these levels. */
export function authenticateBearer(levels: readonly Level[]): Authenticate {
  return async (request, core) => {
    const app = await authenticateApp(request, core);
    return { ...app, signIn: await openOwn(request, core, app, levels) };
  };
}

/** For calls that need no bearer. One that is sent counts, and has to be good. */
export function authenticateOptionalBearer(levels: readonly Level[]): Authenticate {
  const strict = authenticateBearer(levels);
  return (request, core) =>
    request.headers['authorization'] === undefined
      ? authenticateApp(request, core)
      : strict(request, core);
}

/**
 * For logging in and out: what an app still holds of an earlier time is no reason to turn it away,
 * and no help.
 */
export const authenticateAnew: Authenticate = async (request, core) => {
  const app = await authenticateApp(request, core);
  try {
    return { ...app, signIn: await openOwn(request, core, app, ANY_LEVEL) };
  } catch (error) {
    if (error instanceof Fault && error.code.startsWith('session_')) return app;
    throw error;
  }
};

/** For the one page that does not list the app key (etna 4.2): the bearer says which app it is. */
export const authenticateViewer: Authenticate = (request, core) =>
  request.headers['et-app-key'] === undefined
    ? openBearer(request, core)
    : authenticateBearer(ANY_LEVEL)(request, core);

/** A bearer of another app's key, or of another tenant, is as good as none. */
async function openOwn(
  request: WireRequest,
  core: Core,
  app: TokenCaller,
  levels: readonly Level[],
): Promise<SignIn> {
  const { tenant, keyId, signIn } = await openBearer(request, core);
  const isOwn = tenant.id === app.tenant.id && keyId === app.keyId;
  if (!isOwn) throw denied('session_invalid', 'opened through another app key');
  const isEnough = levels.some((level) => level === signIn.level);
  if (!isEnough) throw denied('session_invalid', 'not all was shown that this call wants');
  return signIn;
}
