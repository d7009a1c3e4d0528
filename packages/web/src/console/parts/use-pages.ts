import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ApiFault } from '../api/request.ts';
import { asFault } from './use-data.ts';

export interface PageOf<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

export interface Pages<T> {
  /** `null` while the first page is on its way. */
  readonly rows: readonly T[] | null;
  readonly fault: ApiFault | null;
  readonly busy: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

/** A list that comes a page at a time and begins anew when `about` changes. */
export function usePages<T>(
  load: (cursor: string | null, signal: AbortSignal) => Promise<PageOf<T>>,
  about: readonly unknown[],
): Pages<T> {
  const [rows, setRows] = useState<readonly T[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [busy, setBusy] = useState(false);
  const loader = useRef(load);
  loader.current = load;
  const running = useRef<AbortController | null>(null);
  const fetchPage = useCallback(async (cursor: string | null) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    try {
      const page = await loader.current(cursor, controller.signal);
      if (controller.signal.aborted) return;
      setRows((before) => (cursor === null ? page.rows : [...(before ?? []), ...page.rows]));
      setNext(page.next);
      setFault(null);
    } catch (error) {
      if (controller.signal.aborted) return;
      setFault(asFault(error));
    }
    setBusy(false);
  }, []);
  const reload = useCallback(() => void fetchPage(null), [fetchPage]);
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload, ...about]);
  const more = useCallback(() => void fetchPage(next), [fetchPage, next]);
  return { rows, fault, busy, hasMore: next !== null, more, reload };
}
