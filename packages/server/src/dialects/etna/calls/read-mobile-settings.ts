import type { Route } from '../../dialect.ts';
import { authenticateOptionalBearer } from '../authenticate.ts';
import { FULL_LEVEL } from '../levels.ts';
import { readSettings } from '../settings.ts';

/** What an app reads before anybody logs in: whether it will have to ask for a PIN. */
export const readMobileSettings: Route = {
  method: 'GET',
  path: '/applications/mobile/settings',
  summary: 'Read the settings of the app',
  authenticate: authenticateOptionalBearer(FULL_LEVEL),
  handle: async (_request, { tenant }) => {
    const PinEnabled = readSettings(tenant).pin === 'required';
    return { status: 200, body: { Settings: { PinEnabled } } };
  },
};
