import { randomHex } from '../random-hex.ts';

const NAME = 'pintumbler-pad';
const MARK = /^[0-9a-f]{32}$/;

/** Windows of one origin hear each other here, whatever separates them otherwise. */
export const CHANNEL = NAME;

/** An address that brings its own mark back, so that a page knows which launch came to its end. */
export function withMark(returnUrl: string): { readonly address: string; readonly mark: string } {
  const mark = randomHex();
  const url = new URL(returnUrl, location.href);
  if (url.origin !== location.origin) {
    throw new Error('returnUrl has to be a page of this origin that calls finishPad.');
  }
  const fragment = new URLSearchParams(url.hash.slice(1));
  fragment.set(NAME, mark);
  url.hash = fragment.toString();
  return { address: url.href, mark };
}

/** The mark this page was returned to with; taken out of the address, so that a reload has none. */
export function takeMark(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const mark = fragment.get(NAME);
  if (mark === null) return null;
  fragment.delete(NAME);
  const rest = fragment.toString();
  const address = `${location.pathname}${location.search}${rest && `#${rest}`}`;
  history.replaceState(history.state, '', address);
  return MARK.test(mark) ? mark : null;
}

/** Where a redirected page finds again which challenge it was. */
export function storageKey(mark: string): string {
  return `${NAME}:${mark}`;
}
