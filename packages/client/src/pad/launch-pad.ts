import { unreachable } from '../unreachable.ts';
import { showFrame } from './frame.ts';
import { isOver, type LaunchOptions, type PadResult, resultOf } from './launch-options.ts';
import { padAddress } from './pad-address.ts';
import { CHANNEL, storageKey, withMark } from './return-mark.ts';
import { watchStatus } from './watch-status.ts';

/**
 * Shows somebody the hosted page of a challenge, and answers what came of it once your backend says
 * that it is over. With `redirect` this page goes away: `finishPad` answers on the page that follows.
 */
export function launchPad(options: LaunchOptions): Promise<PadResult> {
  switch (options.mode) {
    case 'frame':
      return inFrame(options);
    case 'popup':
      return inPopup(options);
    case 'redirect':
      return byRedirect(options);
    default:
      return unreachable(options.mode);
  }
}

async function inFrame(options: LaunchOptions): Promise<PadResult> {
  // Without an address to go back to: its link would replace the page around the frame.
  const { id, url } = await options.open(undefined);
  const address = padAddress(url, options.padOrigin);
  const watch = watchStatus(() => options.status(id), isOver);
  const { title = 'Your PIN', closeLabel = 'Close', container } = options;
  const hide = showFrame(
    address,
    { title, closeLabel, container },
    { onOver: watch.wake, onClose: watch.stop },
  );
  options.signal?.addEventListener('abort', watch.stop, { once: true });
  if (options.signal?.aborted) watch.stop();
  try {
    return resultOf(id, await watch.over);
  } finally {
    hide();
  }
}

/**
 * The page cuts every tie to the window that opened it, so that nobody can exchange it: no message
 * comes from it, and its handle says `closed` at once. The backend is asked, and the page it returns to
 * tells us on a channel of this origin.
 */
async function inPopup(options: LaunchOptions): Promise<PadResult> {
  // Before anything is awaited: a browser opens windows only while it sees the click.
  const popup = window.open('about:blank', '_blank', 'popup,width=440,height=720');
  if (popup === null) {
    if (options.whenBlocked === undefined) return { outcome: 'blocked' };
    return launchPad({ ...options, mode: options.whenBlocked });
  }
  const back = options.returnUrl === undefined ? undefined : withMark(options.returnUrl);
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const { id, url } = await options.open(back?.address);
    const address = padAddress(url, options.padOrigin);
    const watch = watchStatus(() => options.status(id), isOver);
    channel.addEventListener('message', ({ data }) => {
      if (back !== undefined && data === back.mark) watch.stop();
    });
    options.signal?.addEventListener('abort', watch.stop, { once: true });
    if (options.signal?.aborted) watch.stop();
    popup.location.replace(address);
    popup.focus();
    return resultOf(id, await watch.over);
  } catch (error) {
    popup.close();
    throw error;
  } finally {
    channel.close();
  }
}

async function byRedirect(options: LaunchOptions): Promise<PadResult> {
  if (options.returnUrl === undefined)
    throw new Error('redirect needs a returnUrl to come back to.');
  const { address: returnUrl, mark } = withMark(options.returnUrl);
  const { id, url } = await options.open(returnUrl);
  const address = padAddress(url, options.padOrigin);
  sessionStorage.setItem(storageKey(mark), id);
  location.assign(address);
  // Nothing is left to answer: the page is on its way out.
  return new Promise(() => {});
}
