import { type PadResult, type PadStatus, resultOf } from './launch-options.ts';
import { CHANNEL, storageKey, takeMark } from './return-mark.ts';

export interface FinishOptions {
  /** Has your backend ask how the challenge stands. */
  readonly status: (id: string) => Promise<PadStatus>;
}

export type Finished =
  /** Back from a redirect. */
  | { readonly outcome: 'returned'; readonly result: PadResult }
  /** This is the popup: the page that opened it was told. It closes, where the browser lets it. */
  | { readonly outcome: 'handed_over' }
  /** Nobody came back from a PIN page: somebody opened this address. */
  | { readonly outcome: 'nothing' };

/** Call it on the page that `returnUrl` names, when it loads. */
export async function finishPad({ status }: FinishOptions): Promise<Finished> {
  const mark = takeMark();
  if (mark === null) return { outcome: 'nothing' };
  const key = storageKey(mark);
  const id = sessionStorage.getItem(key);
  if (id !== null) {
    sessionStorage.removeItem(key);
    return { outcome: 'returned', result: resultOf(id, await status(id)) };
  }
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(mark);
  channel.close();
  window.close();
  return { outcome: 'handed_over' };
}
