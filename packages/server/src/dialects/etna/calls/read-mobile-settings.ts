import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { json } from '../../call-shape.ts';
import type { Route } from '../../dialect.ts';
import { authenticateOptionalBearer } from '../authenticate.ts';
import { APP_ONLY } from '../etna-shape.ts';
import { FULL_LEVEL } from '../levels.ts';
import { readSettings } from '../settings.ts';

/** What an app reads before anybody logs in: whether it will have to ask for a PIN. */
export const readMobileSettings: Route = {
  method: 'GET',
  path: '/applications/mobile/settings',
  summary: 'Read the settings of the app',
  shape: {
    answers: { 200: json(told({ Settings: told({ PinEnabled: Type.Boolean() }) })) },
    proofs: APP_ONLY,
  },
  authenticate: authenticateOptionalBearer(FULL_LEVEL),
  handle: async (_request, { tenant }) => {
    const PinEnabled = readSettings(tenant).pin === 'required';
    return { status: 200, body: { Settings: { PinEnabled } } };
  },
};
