import type { TSchema } from 'typebox';
import type { Core } from '../core/core.ts';
import type { Fault } from '../core/fault.ts';
import type { Call } from '../core/model/call.ts';
import type { PresentedKey } from '../core/usecases/authenticate-caller.ts';

/** A request as a dialect sees it: the bytes as sent, and the parts the pipeline took apart. */
export interface WireRequest {
  readonly id: string;
  /** Address of the client. */
  readonly source: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  /** Media type of the body; `application/json` when absent. */
  readonly mediaType?: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One address of a wire. Made by a dialect, run by the pipeline. */
export interface Route {
  readonly method: Method;
  /** Below the dialect's mount; `:name` marks a parameter. */
  readonly path: string;
  /** One line for people: what the call does. */
  readonly summary: string;
  /**
   * Present when the pipeline answers repeats by the `Idempotency-Key` header. Tells the request
   * apart from another one under the same key, without any PIN in it, and encodes a recorded outcome.
   */
  readonly repeats?: {
    readonly describe: (request: WireRequest) => string;
    readonly encode: (outcome: unknown, call: Call, core: Core) => Promise<WireResponse>;
  };
  readonly handle: (request: WireRequest, call: Call, core: Core) => Promise<WireResponse>;
}

/**
 * One wire protocol. It reads a request into a command, runs a use case and writes the outcome; it
 * sees neither the database nor a key nor the HTTP framework.
 */
export interface Dialect {
  /** Stable: part of caller keys, audit rows and tenant settings. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly mount: string;
  readonly routes: readonly Route[];
  /** Reads the caller's key from the request. Throws `unauthenticated` when there is none. */
  readonly identify: (request: WireRequest) => PresentedKey;
  /** The only place where a fault becomes this wire's own error. */
  readonly renderFault: (fault: Fault, requestId: string) => WireResponse;
  /** What a tenant may switch in this dialect; validated when it is configured. */
  readonly settings?: TSchema;
  /** How a caller key of this dialect is handed to whoever will use it. */
  readonly showKey: (id: string, secret: string) => Readonly<Record<string, string>>;
  /** Whether a caller key may keep the name and secret that deployed callers already use. */
  readonly keysMayBeChosen?: true;
  readonly demo: DialectDemo;
}

/** What `pintumbler dev` shows of a dialect. */
export interface DialectDemo {
  /** The dialect's key in `demo.json`. */
  readonly section: string;
  /** Makes what a client needs in the demo tenant; answers the section's content. */
  readonly seed: (core: Core, call: Call, baseUrl: string) => Promise<DemoSection>;
  /** A command line that works as pasted, again and again, against what `seed` made. */
  readonly curl: (section: DemoSection) => string;
}

export type DemoSection = Readonly<Record<string, string>>;
