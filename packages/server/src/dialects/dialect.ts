import type { TSchema } from 'typebox';
import type { Core } from '../core/core.ts';
import type { Fault } from '../core/fault.ts';
import type { Call } from '../core/model/call.ts';
import type { ClientKey, ClientKeyAlgorithm } from '../core/model/client-key.ts';
import type { Instant } from '../core/model/instant.ts';
import type { PolicyDemands } from '../core/model/policy.ts';
import type { SignIn } from '../core/model/sign-in.ts';
import type { Tenant } from '../core/model/tenant.ts';
import type { Notice, RenderedNotice, Webhook } from '../core/model/webhook.ts';
import type { PresentedKey } from '../core/usecases/authenticate-caller.ts';
import type { ClientCaller } from '../core/usecases/authenticate-client.ts';
import type { CallShape, WireShape } from './call-shape.ts';

/** A request as a dialect sees it: the bytes as sent, and the parts the pipeline took apart. */
export interface WireRequest {
  readonly id: string;
  /** Address of the client. */
  readonly source: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly method: string;
  /** Path and query exactly as they were sent, mount included: what some wires sign. */
  readonly address: string;
  readonly body: Uint8Array;
  /** Has what was taken out of the request overwritten once it is answered. */
  readonly wipeAfter?: (wipe: () => void) => void;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly text?: string;
  /** Sent piece by piece, in place of a body; what fails half-way ends the connection. */
  readonly pieces?: AsyncIterable<string>;
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
  /** What it takes and answers, for the API reference. */
  readonly shape: CallShape;
  /**
   * Present when the pipeline answers repeats by the `Idempotency-Key` header. Tells the request
   * apart from another one under the same key, without any PIN in it, and encodes a recorded outcome.
   */
  readonly repeats?: {
    readonly describe: (request: WireRequest) => string;
    readonly encode: (outcome: unknown, call: Call, core: Core) => Promise<WireResponse>;
  };
  /** For a vendor's GET that carries a body all the same. */
  readonly readsBodyOfGet?: boolean;
  /** For a call that brings its credentials in another way than the rest of its wire. */
  readonly authenticate?: Authenticate;
  /**
   * Answers come at whole steps of so many milliseconds after the request. For calls by whom may not
   * know who exists: there is more to read and write for people there are, and it would show.
   */
  readonly answersEveryMs?: number;
  readonly handle: (request: WireRequest, call: Call, core: Core) => Promise<WireResponse>;
  /** Path of the route this one is another spelling of; the reference lists that one alone. */
  readonly aliasOf?: string;
}

/** An address anybody may ask. Without a caller there is no tenant, so it sees nothing of the core. */
export interface OpenRoute
  extends Pick<Route, 'method' | 'path' | 'summary' | 'shape' | 'aliasOf'> {
  readonly handle: (request: WireRequest) => WireResponse;
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
  /** What all its calls have in common, for the API reference. */
  readonly shape: WireShape;
  readonly routes: readonly Route[];
  /** Answered without a caller's key. */
  readonly openRoutes?: readonly OpenRoute[];
  readonly callers: KeyCallers | TokenCallers | SigningCallers;
  /** The only place where a fault becomes this wire's own error. `asked` is what it was asked for. */
  readonly renderFault: (fault: Fault, requestId: string, asked: Asked) => WireResponse;
  /** What every answer of this wire carries besides. */
  readonly headers?: (at: Instant) => Readonly<Record<string, string>>;
  /** What a tenant may switch in this dialect; validated when it is configured. */
  readonly settings?: TSchema;
  /** What this wire demands of PINs and guesses on top of the tenant's policy. */
  readonly demands?: (tenant: Tenant) => PolicyDemands;
  /** What this wire's own SDK opens on the origin of the hosted pages. */
  readonly pad?: DialectPad;
  /** How this wire's webhooks are told; `null` for what they did not ask for. */
  readonly renderNotice?: (webhook: Webhook, notice: Notice, at: Instant) => RenderedNotice | null;
  readonly demo: DialectDemo;
}

/** The request a fault is about, as far as it could be read. */
export type Asked = Pick<WireRequest, 'method' | 'address'>;

/** Who is asking: a caller key, and what was shown on an earlier call. */
export interface TokenCaller {
  readonly tenant: Tenant;
  /** Id of the caller key. */
  readonly keyId: string;
  /** Present where the secret of the key was shown, and not its name alone. */
  readonly proved?: true;
  readonly signIn?: SignIn;
}

/** From a request to its caller. Throws `unauthenticated` or one of the `session_` faults. */
export type Authenticate = (request: WireRequest, core: Core) => Promise<TokenCaller>;

/** Apps that name their key and show what an earlier call gave them. */
export interface TokenCallers extends Pick<KeyCallers, 'showKey' | 'mayBeChosen'> {
  readonly by: 'token';
  readonly authenticate: Authenticate;
}

/** Callers that show a key and a secret: a tenant's own services. */
export interface KeyCallers {
  readonly by: 'key';
  /** Reads the caller's key from the request. Throws `unauthenticated` when there is none. */
  readonly identify: (request: WireRequest) => PresentedKey;
  /** How a caller key is handed to whoever will use it. */
  readonly showKey: (id: string, secret: string) => Readonly<Record<string, string>>;
  /** Whether a caller key may keep the name and secret that deployed callers already use. */
  readonly mayBeChosen?: true;
}

/** Callers that sign what they send: a client of one subject each. */
export interface SigningCallers {
  readonly by: 'signature';
  /** Throws `unauthenticated` for a signature that is missing or not right. */
  readonly authenticate: (request: WireRequest, core: Core) => Promise<ClientCaller>;
  /** Makes a client for staff; `shown` is all that whoever will run it needs, private key included. */
  readonly issue: (core: Core, call: Call, wanted: WantedClient) => Promise<IssuedClient>;
}

export interface WantedClient {
  readonly name: string;
  readonly algorithm: ClientKeyAlgorithm;
  /** Absent: the client of an app, which becomes a subject of its own. */
  readonly subject?: string;
}

export interface IssuedClient {
  readonly key: ClientKey;
  readonly shown: DemoSection;
}

/** A wire's part of the origin of the hosted pages: pages its SDK loads, and what they call. */
export interface DialectPad {
  /** What all its calls have in common, for the API reference. */
  readonly shape: WireShape;
  readonly pages: readonly PadPage[];
  readonly calls: readonly PadCall[];
  readonly renderFault: (fault: Fault, requestId: string) => WireResponse;
}

/** A page without content of its own: styles, a script, and a place for what the script shows. */
export interface PadPage {
  readonly path: string;
  readonly title: string;
  /** Entries of packages/web. */
  readonly style: string;
  readonly script: string;
  /** Id of the page's main element. */
  readonly mainId: string;
  /** The origin that wants to embed it; it may, where a tenant allows that origin. */
  readonly embeddedBy: (request: WireRequest) => string | null;
}

/** A call of such a page. It has no caller key: who may do what is in its body. */
export interface PadCall {
  /** From the root of the pad; always `POST`. */
  readonly path: string;
  readonly summary: string;
  readonly shape: CallShape;
  readonly handle: (request: WireRequest, core: Core, place: PadPlace) => Promise<WireResponse>;
}

/** What a page's call may know about the server it runs on. */
export interface PadPlace {
  /** Pages of this very machine may embed the hosted ones. */
  readonly inDev: boolean;
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

/** Texts, or groups of them. */
export type DemoSection = { readonly [name: string]: string | DemoSection };
