import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { Fault } from '../../core/fault.ts';
import { openProvider, type ProviderOptions } from './open-provider.ts';
import type { OpenSpan, Tracer } from './tracer.ts';

/** Where in the tree of spans the code that runs now is. */
interface Place {
  readonly context: Context;
  /** Ends the decoding that led here, once. */
  readonly decoded?: () => void;
}

const NOT_FOLLOWED: OpenSpan = { rename: () => undefined, note: () => undefined };
const PROPAGATOR = new W3CTraceContextPropagator();

/**
 * Follows requests with OpenTelemetry. Its global registries are left alone: two servers in one
 * process, and a library that reports spans of its own, do not get into each other's traces.
 */
export function openTracer(options: ProviderOptions): Tracer {
  const provider = openProvider(options);
  const spans = provider.getTracer('pintumbler');
  const places = new AsyncLocalStorage<Place>();

  const run = async <R>(span: Span, parent: Context, work: (span: OpenSpan) => Promise<R>) => {
    const context = trace.setSpan(parent, span);
    try {
      return await places.run({ context }, () => work(opened(span)));
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
  const below = <R>(context: Context, name: string, work: (span: OpenSpan) => Promise<R>) => {
    if (!trace.getSpan(context)?.isRecording()) return work(NOT_FOLLOWED);
    return run(spans.startSpan(name, {}, context), context, work);
  };

  return {
    request(headers) {
      const parent = parentIn(headers);
      const span = spans.startSpan('request', { kind: SpanKind.SERVER }, parent);
      const context = trace.setSpan(parent, span);
      return {
        traceId: span.isRecording() ? span.spanContext().traceId : null,
        run: (work) => places.run({ context }, work),
        end(name, attributes, failed) {
          span.updateName(name).setAttributes(attributes);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    root: (name, work) => run(spans.startSpan(name, {}, ROOT_CONTEXT), ROOT_CONTEXT, work),
    within(name, work) {
      const place = places.getStore();
      return place === undefined ? work(NOT_FOLLOWED) : below(place.context, name, work);
    },
    async decode(work) {
      const place = places.getStore();
      if (!place || !trace.getSpan(place.context)?.isRecording()) return work();
      const span = spans.startSpan('decode', {}, place.context);
      let open = true;
      const decoded = () => {
        if (open) span.end();
        open = false;
      };
      try {
        return await places.run({ context: place.context, decoded }, work);
      } finally {
        decoded();
      }
    },
    useCase(name, work) {
      const place = places.getStore();
      place?.decoded?.();
      return place === undefined ? work(NOT_FOLLOWED) : below(place.context, name, work);
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
}

function opened(span: Span): OpenSpan {
  return {
    rename: (name) => void span.updateName(name),
    note: (attributes) => void span.setAttributes(attributes),
  };
}

/** The code of a fault and no more: messages of errors may quote what somebody sent. */
/**
 * The span a caller says it is in: two ids and whether it is sampled. What else it sends along are
 * its own words, and go nowhere.
 */
function parentIn(headers: Parameters<Tracer['request']>[0]): Context {
  const told = PROPAGATOR.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
  const parent = trace.getSpanContext(told);
  if (parent === undefined) return ROOT_CONTEXT;
  const { traceId, spanId, traceFlags } = parent;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function fail(span: Span, error: unknown): void {
  span.setAttribute('error.type', error instanceof Fault ? error.code : 'internal');
  span.setStatus({ code: SpanStatusCode.ERROR });
}
