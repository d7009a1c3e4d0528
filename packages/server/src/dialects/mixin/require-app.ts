import { Fault } from '../../core/fault.ts';
import type { Exchange } from './mixin-call.ts';
import { readCaller } from './user.ts';
import { readNote } from './user-note.ts';

/** Throws `forbidden` for anybody but an app: users must not multiply (mixin 7). */
export async function requireApp(exchange: Exchange): Promise<void> {
  if (readNote(await readCaller(exchange)).isApp) return;
  throw new Fault('forbidden', 'This call is for apps. Make one with pintumbler keystore.');
}
