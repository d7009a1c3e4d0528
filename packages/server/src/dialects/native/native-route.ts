import type { Static, TObject, TSchema } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Assertion } from '../../core/model/assertion.ts';
import type { Call } from '../../core/model/call.ts';
import type { Challenge } from '../../core/model/challenge.ts';
import { type TakenPins, takeJsonPins } from '../../core/model/taken-pins.ts';
import type { Webhook } from '../../core/model/webhook.ts';
import type { WebhookKey } from '../../core/ports/receivers.ts';
import { type AnswerOf, type Answers, hasFields, json, jsonAnswers } from '../call-shape.ts';
import type { Method, Route, WireRequest, WireResponse } from '../dialect.ts';
import { readJsonBytes } from '../read-json.ts';
import { queryReader } from '../read-query.ts';
import { checker } from '../validate.ts';
import { canonicalJson } from './canonical-json.ts';
import {
  isSealed,
  openBody,
  type PinFields,
  SEALED_FIELD,
  type SentBody,
  withSealed,
} from './sealed-body.ts';

export interface NativeInput<B, Q> {
  readonly params: WireRequest['params'];
  /** By its schema; empty where a call has none and reads no query string. */
  readonly query: Q;
  readonly body: B;
  /** The PINs of the body; there are marks in their places. */
  readonly pins: TakenPins;
}

/** Turns parts of an outcome into what a caller can hand on; the same part gives the same text. */
export interface Hand {
  /** The assertion as a signed text to show around. */
  readonly sign: (assertion: Assertion) => Promise<string>;
  /** The address of the hosted page that executes a challenge. */
  readonly urlOf: (challenge: Challenge) => Promise<string>;
  /** What a device keeps that is known from now on. */
  readonly deviceToken: (device: Parameters<Core['deviceToken']>[1]) => Promise<string>;
  readonly webhookSecret: (webhook: Webhook) => Promise<string>;
  readonly webhookKey: (webhook: Webhook) => Promise<WebhookKey | null>;
}

/** One call of the native API: decode the wire, run one use case, encode its outcome. */
export interface NativeRoute<S extends TSchema, Q extends TSchema, A extends Answers, C, O> {
  readonly method: Method;
  readonly path: string;
  /** The heading of the API reference it stands under. */
  readonly group: string;
  readonly summary: string;
  /** Schema of the JSON body. */
  readonly body: S;
  /** Schema of the query string, for calls that read one. */
  readonly query?: Q;
  /** Schemas of the bodies of answers, by status. */
  readonly answers: A;
  /** The PINs in the body: they may be sent encrypted instead. */
  readonly pins?: PinFields;
  /** Further body fields that must enter no digest: codes, grants. */
  readonly secrets?: readonly string[];
  /**
   * What a repeat under the same `Idempotency-Key` gets: the first answer (mutations, by default),
   * or the call run again, where nothing changes or the answer must not be kept.
   */
  readonly onRepeat?: 'run_again';
  readonly decode: (input: NativeInput<Static<S>, Static<Q>>) => C;
  readonly run: (core: Core, call: Call, command: C) => Promise<O> | O;
  /** Must be an exhaustive switch over the outcome; recorded outcomes go through it again. */
  readonly encode: (outcome: O, hand: Hand) => AnswerOf<A> | Promise<AnswerOf<A>>;
}

/** What a query string that is not read has to offer. */
type TUnread = TObject<Record<never, never>>;

/** Fills the frame of a native call around its three parts. Mutations answer repeats. */
export function nativeRoute<
  S extends TSchema,
  A extends Answers,
  C,
  O,
  Q extends TSchema = TUnread,
>(route: NativeRoute<S, Q, A, C, O>): Route {
  const check = checker(route.body, 'body');
  const { pins } = route;
  const secrets = [SEALED_FIELD, ...(pins?.fields ?? []), ...(route.secrets ?? [])];
  const readQuery = queryReader(route.query);
  const encode = async (outcome: O, hand: Hand) =>
    (await route.encode(outcome, hand)) as WireResponse;
  const frame = {
    method: route.method,
    path: route.path,
    summary: route.summary,
    shape: {
      group: route.group,
      ...(route.query && { query: route.query }),
      ...(hasFields(route.body) && { request: [json(withSealed(route.body, pins))] }),
      answers: jsonAnswers(route.answers),
    },
    handle: async (request: WireRequest, call: Call, core: Core) => {
      const { params } = request;
      const sent = sentBy(request);
      const opened = pins ? await openBody(core, call, pins, sent, params) : sent;
      try {
        const query = readQuery(request.query);
        const body = check(opened.body);
        const command = route.decode({ params, query, body, pins: opened.pins });
        return await encode(await route.run(core, call, command), handOf(core, call));
      } finally {
        // Those of the body itself may be asked for again, by a call that is answered once.
        if (opened !== sent) opened.pins.wipe();
      }
    },
  };
  if (route.method === 'GET' || route.onRepeat === 'run_again') return frame;
  const repeats = {
    describe: (request: WireRequest) => {
      const { body: sent } = sentBy(request);
      // What is encrypted is opened, and checked, only when the call runs.
      const body = pins !== undefined && isSealed(sent) ? sent : check(sent);
      return canonicalJson([route.method, route.path, request.params, without(body, secrets)]);
    },
    encode: async (outcome: unknown, call: Call, core: Core) =>
      encode(outcome as O, handOf(core, call)),
  };
  return { ...frame, repeats };
}

function handOf(core: Core, call: Call): Hand {
  return {
    sign: (assertion) => core.signAssertion(call, assertion),
    urlOf: (challenge) => core.challengeUrl(challenge),
    deviceToken: (device) => core.deviceToken(call, device),
    webhookSecret: (webhook) => core.webhookSecret(webhook),
    webhookKey: (webhook) => core.webhookKey(webhook),
  };
}

const READ = new WeakMap<WireRequest, SentBody>();

/** Reads a body once: its bytes have no PINs any more afterwards. */
function sentBy(request: WireRequest): SentBody {
  const known = READ.get(request);
  if (known !== undefined) return known;
  const pins = takeJsonPins(request.body);
  request.wipeAfter?.(() => pins.wipe());
  const sent = { body: readBody(request), pins };
  READ.set(request, sent);
  return sent;
}

/** An empty body reads as an empty object: `DELETE` and `POST …/complete` have nothing to say. */
function readBody(request: WireRequest): unknown {
  if (request.body.length === 0) return {};
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return readJsonBytes(request.body);
  throw new Fault('media_type_unsupported', 'Send the body as Content-Type: application/json.');
}

function without(body: unknown, secrets: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !secrets.includes(name)));
}
