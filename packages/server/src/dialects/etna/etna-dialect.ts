import type { Dialect } from '../dialect.ts';
import { showAppKey } from './app-key.ts';
import { authenticateApp } from './authenticate.ts';
import { changePassword } from './calls/change-password.ts';
import { changePin } from './calls/change-pin.ts';
import { exchangeCode, exchangePasswordCode } from './calls/exchange-code.ts';
import { finishPasswordReset } from './calls/finish-password-reset.ts';
import { listSecurityImages } from './calls/list-security-images.ts';
import { logOut } from './calls/log-out.ts';
import { readMobileSettings } from './calls/read-mobile-settings.ts';
import { readSecretQuestion } from './calls/read-secret-question.ts';
import { startPasswordReset } from './calls/start-password-reset.ts';
import { startPinReset } from './calls/start-pin-reset.ts';
import { etnaDemo } from './etna-demo.ts';
import { etnaShape } from './etna-shape.ts';
import { renderFault } from './render-fault.ts';
import { ETNA, MOUNT, settings } from './settings.ts';
import { logIn } from './token/log-in.ts';
import { otherwise, withoutVersion, withVersions } from './versions.ts';

const ROUTES = [
  ...withoutVersion([logIn, logOut]),
  ...withVersions([
    ...changePin,
    startPinReset,
    listSecurityImages,
    exchangeCode,
    exchangePasswordCode,
    startPasswordReset,
    readSecretQuestion,
    ...finishPasswordReset,
    changePassword,
    readMobileSettings,
  ]),
];

/**
 * The trading API of ETNA Trader, as far as passwords and PINs go. Doc comments of this folder name
 * sections of its description as "etna 3.2"; docs/dialects/etna.md says what they are.
 */
export const etnaDialect: Dialect = {
  name: ETNA,
  title: 'ETNA Trader',
  mount: MOUNT,
  shape: etnaShape,
  routes: ROUTES,
  openRoutes: otherwise(ROUTES),
  callers: { by: 'token', authenticate: authenticateApp, showKey: showAppKey, mayBeChosen: true },
  renderFault,
  settings,
  demo: etnaDemo,
};
