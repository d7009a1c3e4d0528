import type { Dialect, Route } from '../dialect.ts';
import { identifyByBasic, showBasicKey } from './identify.ts';
import { mobileBankingDemo } from './mobile-banking-demo.ts';
import { mobileBankingShape, processShape } from './mobile-banking-shape.ts';
import { processRequest } from './process-request.ts';
import { renderFault } from './render-fault.ts';
import { MOBILE_BANKING, settings } from './settings.ts';

const summary = 'Run the action that the body names';

/** The address in deployed configurations, and the mount itself for those that name none. */
const DEPLOYED = '/api/mbanking/ProcessRequest';
const routes: readonly Route[] = [DEPLOYED, '/'].map((path) => ({
  method: 'POST',
  path,
  summary,
  shape: processShape,
  ...(path !== DEPLOYED && { aliasOf: DEPLOYED }),
  handle: processRequest,
}));

/** The action API through which USSD menus and banking apps talk to a SACCO's core banking. */
export const mobileBankingDialect: Dialect = {
  name: MOBILE_BANKING,
  title: 'Mobile banking action API',
  mount: '/mobile-banking',
  shape: mobileBankingShape,
  routes,
  callers: { by: 'key', identify: identifyByBasic, showKey: showBasicKey, mayBeChosen: true },
  renderFault,
  settings,
  demo: mobileBankingDemo,
};
