import type { Dialect } from '../dialect.ts';
import { verify } from './actions/verify.ts';
import { identify, showKey } from './identify.ts';
import { renderFault } from './render-fault.ts';
import { settings, TEMPLATE } from './settings.ts';
import { templateDemo } from './template-demo.ts';
import { templateShape } from './template-shape.ts';

/** The smallest dialect there can be. Copy this folder; see README.md. */
export const templateDialect: Dialect = {
  name: TEMPLATE,
  title: 'Template',
  mount: '/template',
  shape: templateShape,
  routes: [verify],
  callers: { by: 'key', identify, showKey },
  renderFault,
  settings,
  demo: templateDemo,
};
