import type { Route } from '../dialect.ts';

/** Some printed addresses end in a blank, and who copied them sends it as `%20` (onb 1). */
export function withTrailingBlank(routes: readonly Route[]): readonly Route[] {
  return routes.flatMap((route) => [
    route,
    { ...route, path: `${route.path} `, aliasOf: route.path },
  ]);
}
