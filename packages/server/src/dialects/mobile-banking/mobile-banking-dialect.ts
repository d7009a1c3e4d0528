import type { Dialect, Route } from '../dialect.ts';
import { identifyByBasic, showBasicKey } from './identify.ts';
import { mobileBankingDemo } from './mobile-banking-demo.ts';
import { processRequest } from './process-request.ts';
import { renderFault } from './render-fault.ts';
import { MOBILE_BANKING, settings } from './settings.ts';

const summary = 'Run the action that the body names';

/** The address in deployed configurations, and the mount itself for those that name none. */
const routes: readonly Route[] = ['/api/mbanking/ProcessRequest', '/'].map((path) => ({
  method: 'POST',
  path,
  summary,
  handle: processRequest,
}));

/** The action API through which USSD menus and banking apps talk to a SACCO's core banking. */
export const mobileBankingDialect: Dialect = {
  name: MOBILE_BANKING,
  title: 'Mobile banking action API',
  mount: '/mobile-banking',
  routes,
  callers: { by: 'key', identify: identifyByBasic, showKey: showBasicKey, mayBeChosen: true },
  renderFault,
  settings,
  demo: mobileBankingDemo,
};
