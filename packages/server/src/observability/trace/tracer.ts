import type { IncomingHttpHeaders } from 'node:http';

/**
 * What a span may say. Words of our own, numbers and the patterns of routes: never an address, a
 * header, a body or an id, and so nothing that a caller has chosen.
 */
export type Attributes = Readonly<Record<string, string | number>>;

export interface OpenSpan {
  rename(name: string): void;
  note(attributes: Attributes): void;
}

/** A request under way. */
export interface RequestSpan {
  /** Of its trace, for the log; `null` where this one is not sampled. */
  readonly traceId: string | null;
  /** Runs what serves it, so that its spans are below this one. */
  run(work: () => void): void;
  end(name: string, attributes: Attributes, failed: boolean): void;
}

/** Follows what the server does as spans. Where there is none, nothing is followed. */
export interface Tracer {
  /** A request from outside; goes on with the caller's trace where `traceparent` names one. */
  request(headers: IncomingHttpHeaders): RequestSpan;
  /** Work that nobody outside waits for. */
  root<R>(name: string, work: () => Promise<R>): Promise<R>;
  /** Work below the span of this moment. Without one it is not followed: the workers' polling, for one. */
  within<R>(name: string, work: (span: OpenSpan) => Promise<R>): Promise<R>;
  /** Reading a request into a command: ends with the work, or when the first use case begins. */
  decode<R>(work: () => Promise<R>): Promise<R>;
  /** A use case; it ends a `decode` that is under way. */
  useCase<R>(name: string, work: (span: OpenSpan) => Promise<R>): Promise<R>;
  /** Sends what is left, for a moment. */
  close(): Promise<void>;
}
