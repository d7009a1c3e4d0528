import type { Route } from '../dialect.ts';

/**
 * The SDK glues base URL and path together as they are: a base with a slash at its end gives
 * `//v1/w3s/...` (w3s 2). Served there too; elsewhere in an address nothing doubles a slash.
 */
export function withDoubleSlash<R extends Pick<Route, 'path'>>(routes: readonly R[]): readonly R[] {
  return routes.flatMap((route) => [
    route,
    { ...route, path: `/${route.path}`, aliasOf: route.path },
  ]);
}
