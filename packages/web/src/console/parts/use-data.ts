import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiFault } from '../api/request.ts';

/** What is being loaded: on its way, there, or not to be had. */
export type Data<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly fault: ApiFault };

export interface Loading<T> {
  readonly data: Data<T>;
  /** Loads anew and leaves what is there until then. */
  readonly reload: () => Promise<void>;
  /** Puts in place what an answer already holds. */
  readonly put: (value: T) => void;
}

/** Loads when `about` changes. An answer that comes too late is not shown. */
export function useData<T>(
  load: (signal: AbortSignal) => Promise<T>,
  about: readonly unknown[],
): Loading<T> {
  const [data, setData] = useState<Data<T>>({ state: 'loading' });
  const loader = useRef(load);
  loader.current = load;
  const running = useRef<AbortController | null>(null);
  const reload = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    try {
      const value = await loader.current(controller.signal);
      if (!controller.signal.aborted) setData({ state: 'ready', value });
    } catch (error) {
      if (controller.signal.aborted) return;
      setData({ state: 'failed', fault: asFault(error) });
    }
  }, []);
  useEffect(() => {
    void reload();
    return () => running.current?.abort();
  }, [reload, ...about]);
  const put = useCallback((value: T) => setData({ state: 'ready', value }), []);
  return { data, reload, put };
}

/** What is no fault of the API is a mistake of ours: it is told as one, and goes to the browser's log. */
export function asFault(error: unknown): ApiFault {
  if (error instanceof ApiFault) return error;
  reportError(error);
  const sentence = 'The console made a mistake. Reload the page.';
  return new ApiFault({ status: 0, code: 'console', sentence, requestId: null });
}
