import type { Dialect } from '../../dialects/dialect.ts';
import type { Tracer } from './tracer.ts';

/** The same dialects, with a span for how long each request took to be read into a command. */
export function traceDialects(dialects: readonly Dialect[], tracer: Tracer): readonly Dialect[] {
  return dialects.map((dialect) => ({
    ...dialect,
    routes: dialect.routes.map((route) => ({
      ...route,
      handle: (request, call, core) => tracer.decode(() => route.handle(request, call, core)),
    })),
  }));
}
