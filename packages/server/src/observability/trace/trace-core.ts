import type { Core } from '../../core/core.ts';
import type { OpenSpan, Tracer } from './tracer.ts';

type UseCase = (...given: readonly unknown[]) => unknown;

const WORD = /^[a-z_]{1,40}$/;

/** A span for each use case, by its name, with the word its outcome has. */
export function traceCore(core: Core, tracer: Tracer): Core {
  return followAll(core, tracer) as Core;
}

function followAll(group: object, tracer: Tracer): object {
  const useCases = Object.entries(group).map(([name, useCase]) => [
    name,
    isFollowed(name, useCase) ? follow(name, useCase, tracer) : within(useCase, tracer),
  ]);
  return Object.fromEntries(useCases);
}

/** Use cases that belong together are an object of their own. */
function within(part: unknown, tracer: Tracer): unknown {
  return typeof part === 'object' && part !== null ? followAll(part, tracer) : part;
}

/** What answers at once: tools handed through, and no use case. */
type Immediate = {
  [K in keyof Core]: Core[K] extends (...given: never[]) => infer Answer
    ? Answer extends Promise<unknown>
      ? never
      : K
    : never;
}[keyof Core];

/** A list that does not compile when one is missing: a span would make it answer later. */
const IMMEDIATE: Readonly<Record<Immediate, true>> = {
  checkPolicy: true,
  hash: true,
  isReachable: true,
  now: true,
  previewPolicy: true,
  randomDigits: true,
  randomUuid: true,
  requireRoom: true,
  securityImage: true,
};

function isFollowed(name: string, useCase: unknown): useCase is UseCase {
  return typeof useCase === 'function' && !(name in IMMEDIATE);
}

function follow(name: string, useCase: UseCase, tracer: Tracer): UseCase {
  return (...given) =>
    tracer.useCase(name, async (span) => {
      const answer = await useCase(...given);
      noteOutcome(span, answer);
      return answer;
    });
}

function noteOutcome(span: OpenSpan, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('outcome' in answer)) return;
  const { outcome } = answer;
  if (typeof outcome === 'string' && WORD.test(outcome))
    span.note({ 'pintumbler.outcome': outcome });
}
