import { Fault } from '../../core/fault.ts';
import type { WireRequest } from '../dialect.ts';

/** As wide as the admin API lets a key be chosen: teams bring the one their apps were built with. */
const APP_KEY = /^[A-Za-z0-9._@-]{3,64}$/;

/** The key every installed copy of an app carries. Throws `unauthenticated` for anything else. */
export function readAppKey({ headers }: Pick<WireRequest, 'headers'>): string {
  const key = headers['et-app-key'] ?? '';
  if (APP_KEY.test(key)) return key;
  throw new Fault('unauthenticated', 'Send Et-App-Key with the key of your app.');
}

/** The key is public by design: its secret half is used nowhere and not shown. */
export function showAppKey(id: string) {
  return { appKey: id };
}
