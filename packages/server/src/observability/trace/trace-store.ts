import type { Traces } from '../../core/ports/decision.ts';
import type { Store } from '../../core/ports/store.ts';
import type { Charge } from '../../core/usecases/charge-attempt.ts';
import type { OpenSpan, Tracer } from './tracer.ts';

type Verb = (...given: readonly unknown[]) => Promise<unknown>;
type Decision = Traces & { readonly result?: unknown };
type Decide = (...read: readonly unknown[]) => Decision;

/**
 * A span for each call to the store, by the name of its verb. The two that every guess consists of
 * are told by what was decided: `charge` took a guess or was refused one, `settle` says in the trail
 * how a guess ended.
 */
export function traceStore(store: Store, tracer: Tracer): Store {
  const verbs = Object.entries(store).map(([name, verb]) => [name, traceVerb(name, verb, tracer)]);
  return Object.fromEntries(verbs) as Store;
}

function traceVerb(name: string, verb: Verb, tracer: Tracer): Verb {
  if (name !== 'applyToCredential') {
    return (...given) => tracer.within(`store.${name}`, () => verb(...given));
  }
  return (...given) =>
    tracer.within(`store.${name}`, (span) => {
      const listened = given.map((each) =>
        typeof each === 'function' ? listen(each as Decide, span) : each,
      );
      return verb(...listened);
    });
}

function listen(decide: Decide, span: OpenSpan): Decide {
  return (...read) => {
    const decision = decide(...read);
    const charge = chargeOf(decision.result);
    if (charge !== null) {
      span.rename('charge');
      span.note({ 'pintumbler.charge': charge });
    } else if (decision.audit !== undefined) {
      span.rename('settle');
    }
    return decision;
  };
}

const CHARGES: ReadonlySet<unknown> = new Set<Charge['result']>([
  ...(['charged', 'locked', 'not_set', 'other_kind'] as const),
]);

function chargeOf(result: unknown): string | null {
  if (typeof result !== 'object' || result === null || !('result' in result)) return null;
  return CHARGES.has(result.result) ? String(result.result) : null;
}
