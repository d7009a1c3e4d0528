import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../../dialects/dialect.ts';
import { refuseForeignPages } from '../dev/refuse-foreign-pages.ts';
import type { Readiness } from '../health.ts';
import { renderPage, type Shell } from '../pages/page.ts';
import { sendPage } from '../pages/page-headers.ts';
import type { DemoLine } from './demo-line.ts';
import { demoPage } from './demo-page.ts';
import { productionPage } from './production-page.ts';
import { readVersion } from './read-version.ts';

/** What the demo server tells about itself. */
export interface DemoFacts {
  readonly dialects: readonly Dialect[];
  readonly demoLines: () => readonly DemoLine[];
  /** Known once both origins listen. */
  readonly addresses: () => { readonly baseUrl: string; readonly padUrl: string } | undefined;
}

export interface LandingOptions {
  readonly shell: Shell;
  readonly readiness: () => Promise<Readiness>;
  /** Absent in production, where the page names the product and its health and nothing else. */
  readonly demo?: DemoFacts;
}

export function mountLanding(app: FastifyInstance, options: LandingOptions): void {
  const { shell, readiness, demo } = options;
  const version = readVersion();
  // In dev mode the page shows keys.
  const guard = demo === undefined ? {} : { onRequest: refuseForeignPages };
  app.get('/', guard, async (_request, reply) => {
    const health = await readiness();
    const page =
      demo === undefined
        ? productionPage(health)
        : demoPage({
            ...{ health, version, dialects: demo.dialects },
            lines: demo.demoLines(),
            addresses: demo.addresses(),
          });
    return sendPage(reply, 200, renderPage(shell, page));
  });
}
