import { useEffect, useState } from 'preact/hooks';

export const ROOT = '/console';

/** Where the browser is, as the console sees it. */
export interface Place {
  /** Below the console's own address, with a slash in front. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();
let moves = 0;

/** Whether somebody went on from where they came in: a page that opens then takes the focus. */
export function hasMoved(): boolean {
  return moves > 0;
}

/** Goes to an address of the console; `replace` leaves no step to go back to. */
export function go(address: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  if (!replace) {
    moves += 1;
    scrollTo({ top: 0, behavior: 'instant' });
  }
  for (const listener of listeners) listener();
}

export function usePlace(): Place {
  const [place, setPlace] = useState(currentPlace);
  useEffect(() => {
    const follow = () => setPlace(currentPlace());
    const followBack = () => {
      moves += 1;
      follow();
    };
    listeners.add(follow);
    addEventListener('popstate', followBack);
    document.addEventListener('click', followLink);
    return () => {
      listeners.delete(follow);
      removeEventListener('popstate', followBack);
      document.removeEventListener('click', followLink);
    };
  }, []);
  return place;
}

/** Changes part of the query in place: a filter is no page of its own to go back to. */
export function setQuery(changes: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(`${location.pathname}${text === '' ? '' : `?${text}`}`, { replace: true });
}

function currentPlace(): Place {
  const path = location.pathname.slice(ROOT.length).replace(/\/+$/, '');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(location.search) };
}

/** Links within the console load nothing anew; every other click is the browser's business. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (link === null || link.target !== '' || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  const ours = url.pathname === ROOT || url.pathname.startsWith(`${ROOT}/`);
  if (url.origin !== location.origin || !ours || url.hash !== '') return;
  event.preventDefault();
  go(`${url.pathname}${url.search}`);
}
