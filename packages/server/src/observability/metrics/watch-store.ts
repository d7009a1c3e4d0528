import { Fault } from '../../core/fault.ts';
import type { Traces } from '../../core/ports/decision.ts';
import type { Store } from '../../core/ports/store.ts';

/** What an `apply…` verb was decided from, and how; of several decisions the one that held. */
export interface Decided {
  readonly current: unknown;
  readonly decision: Traces & { readonly next?: unknown; readonly result?: unknown };
}

export interface StoreWatch {
  /** Is durable now. */
  readonly committed: (verb: string, decided: Decided) => void;
  /** The database did not do its part. */
  readonly failed: (verb: string) => void;
}

type Verb = (...given: readonly unknown[]) => Promise<unknown>;
type Decide = (current: unknown, ...along: readonly unknown[]) => Decided['decision'];

/**
 * The same store, with somebody watching. Nothing that is decided or answered changes, nor when:
 * the watcher hears of a commit beside its caller, not before.
 */
export function watchStore(store: Store, watch: StoreWatch): Store {
  const verbs = Object.entries(store).map(([name, verb]) => [name, watchVerb(name, verb, watch)]);
  return Object.fromEntries(verbs) as Store;
}

function watchVerb(name: string, verb: Verb, watch: StoreWatch): Verb {
  const failed = (error: unknown) => {
    if (isOfDatabase(error)) watch.failed(name);
  };
  if (name === 'record') {
    return (tenant, traces) => {
      const done = verb(tenant, traces);
      const decision = traces as Traces;
      done.then(() => watch.committed(name, { current: undefined, decision }), failed);
      return done;
    };
  }
  if (!name.startsWith('apply')) {
    return (...given) => {
      const done = verb(...given);
      done.catch(failed);
      return done;
    };
  }
  return (...given) => {
    let decided: Decided | undefined;
    const listened = given.map((each) => {
      if (typeof each !== 'function') return each;
      const decide = each as Decide;
      return (current: unknown, ...along: readonly unknown[]) => {
        const decision = decide(current, ...along);
        decided = { current, decision };
        return decision;
      };
    });
    const done = verb(...listened);
    done.then(() => decided && watch.committed(name, decided), failed);
    return done;
  };
}

/** A fault that says something about the call (taken, not found) is no failure of the database. */
function isOfDatabase(error: unknown): boolean {
  return !(error instanceof Fault) || error.code === 'storage_unavailable';
}
