/** `problem`: it has to be mended before the server can be relied on. `warning`: somebody should know. */
export type Verdict = 'ok' | 'warning' | 'problem';

/** What one check came to. */
export interface Finding {
  readonly name: string;
  readonly looked: string;
  readonly verdict: Verdict;
  /** What to do about it; `null` when nothing. */
  readonly todo: string | null;
}

export function ok(name: string, looked: string): Finding {
  return { name, looked, verdict: 'ok', todo: null };
}

export function warning(name: string, looked: string, todo: string): Finding {
  return { name, looked, verdict: 'warning', todo };
}

export function problem(name: string, looked: string, todo: string): Finding {
  return { name, looked, verdict: 'problem', todo };
}
