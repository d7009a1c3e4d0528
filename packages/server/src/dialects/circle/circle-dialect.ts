import type { Dialect } from '../dialect.ts';
import { createSubscription } from './calls/create-subscription.ts';
import { createUser } from './calls/create-user.ts';
import { createUserPin } from './calls/create-user-pin.ts';
import { createUserPinWithWallets } from './calls/create-user-pin-with-wallets.ts';
import { createUserToken } from './calls/create-user-token.ts';
import { deleteSubscription } from './calls/delete-subscription.ts';
import { getNotificationSignature } from './calls/get-notification-signature.ts';
import { getSubscription } from './calls/get-subscription.ts';
import { getUser } from './calls/get-user.ts';
import { getUserChallenge } from './calls/get-user-challenge.ts';
import { getUserStatus } from './calls/get-user-status.ts';
import { listSubscriptions } from './calls/list-subscriptions.ts';
import { listUserChallenges } from './calls/list-user-challenges.ts';
import { listUsers } from './calls/list-users.ts';
import { listWallets } from './calls/list-wallets.ts';
import { ping } from './calls/ping.ts';
import { readEntityConfig } from './calls/read-entity-config.ts';
import { restoreUserPin } from './calls/restore-user-pin.ts';
import { updateSubscription } from './calls/update-subscription.ts';
import { updateUserPin } from './calls/update-user-pin.ts';
import { circleDemo } from './circle-demo.ts';
import { circleShape } from './circle-shape.ts';
import { identifyByApiKey, showApiKey } from './identify.ts';
import { renderNotice } from './notice.ts';
import { pad } from './pad/pad.ts';
import { renderFault } from './render-fault.ts';
import { CIRCLE, demandsOf, settings } from './settings.ts';
import { withDoubleSlash } from './with-double-slash.ts';

/**
 * The wire of Circle's SDKs for user-controlled wallets, as far as PINs go. Doc comments of this
 * folder name sections of its description as "w3s 6.2"; docs/dialects/circle.md says what they are.
 */
export const circleDialect: Dialect = {
  name: CIRCLE,
  title: 'Circle user-controlled wallets',
  mount: '/circle',
  shape: circleShape,
  openRoutes: withDoubleSlash([ping]),
  routes: withDoubleSlash([
    createUser,
    getUser,
    listUsers,
    createUserToken,
    getUserStatus,
    createUserPin,
    createUserPinWithWallets,
    updateUserPin,
    restoreUserPin,
    getUserChallenge,
    listUserChallenges,
    readEntityConfig,
    listWallets,
    createSubscription,
    listSubscriptions,
    getSubscription,
    updateSubscription,
    deleteSubscription,
    getNotificationSignature,
  ]),
  callers: { by: 'key', identify: identifyByApiKey, showKey: showApiKey, mayBeChosen: true },
  renderFault,
  settings,
  demands: demandsOf,
  pad,
  renderNotice,
  demo: circleDemo,
};
