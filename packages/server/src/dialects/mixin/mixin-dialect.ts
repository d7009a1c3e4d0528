import type { Dialect } from '../dialect.ts';
import { authenticate } from './authenticate.ts';
import { createUser } from './calls/create-user.ts';
import { fetchSessions } from './calls/fetch-sessions.ts';
import { fetchUsers } from './calls/fetch-users.ts';
import { listLogs } from './calls/list-logs.ts';
import { moveSession } from './calls/move-session.ts';
import { openAppSession } from './calls/open-app-session.ts';
import { readMe, readSafeMe } from './calls/read-me.ts';
import { readUser } from './calls/read-user.ts';
import { registerSafe } from './calls/register-safe.ts';
import { rotateCode } from './calls/rotate-code.ts';
import { updateMe, updatePreferences } from './calls/update-me.ts';
import { updatePin } from './calls/update-pin.ts';
import { verifyPin } from './calls/verify-pin.ts';
import { NANOSECONDS_PER_MS } from './clock.ts';
import { issue } from './issue.ts';
import { mixinDemo } from './mixin-demo.ts';
import { mixinShape } from './mixin-shape.ts';
import { renderFault } from './render-fault.ts';
import { demandsOf, MIXIN, MOUNT, settings } from './settings.ts';

/**
 * The wire of Mixin's SDKs, as far as PINs go. Doc comments of this folder name sections of its
 * description as "mixin 6"; docs/dialects/mixin.md says what they are.
 */
export const mixinDialect: Dialect = {
  name: MIXIN,
  title: 'Mixin',
  mount: MOUNT,
  shape: mixinShape,
  routes: [
    createUser,
    updatePin,
    verifyPin,
    listLogs,
    readMe,
    readSafeMe,
    updateMe,
    updatePreferences,
    rotateCode,
    readUser,
    fetchUsers,
    fetchSessions,
    moveSession,
    openAppSession,
    registerSafe,
  ],
  callers: { by: 'signature', authenticate, issue },
  renderFault,
  // Phones compare it with their own clock (mixin 2).
  headers: (at) => ({ 'x-server-time': String(BigInt(at) * NANOSECONDS_PER_MS) }),
  settings,
  demands: demandsOf,
  demo: mixinDemo,
};
