import { type Receiver, startReceiver } from './receiver.ts';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where there is none. */
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** Where traces are sent to: a real receiver of OTLP over HTTP. */
export interface Collector {
  readonly url: string;
  spans(): readonly ReceivedSpan[];
  /** All that was said, without ids of spans and times: those have any digits by accident. */
  text(): string;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const receiver = await startReceiver();
  return {
    url: new URL('/', receiver.url).origin,
    spans: () => receiver.received.flatMap(spansOf),
    text: () => receiver.received.map(({ body }) => JSON.stringify(body, leaveOut)).join('\n'),
    close: () => receiver.close(),
  };
}

const ACCIDENTAL = /^(?:traceId|spanId|parentSpanId)$|UnixNano$/;

function leaveOut(key: string, value: unknown): unknown {
  return ACCIDENTAL.test(key) ? undefined : value;
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Sent {
  readonly resourceSpans?: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  }[];
}

function spansOf({ body }: Receiver['received'][number]): readonly ReceivedSpan[] {
  const { resourceSpans = [] } = body as Sent;
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans));
  return spans.map((span) => ({
    ...{ name: String(span['name']), traceId: String(span['traceId']) },
    ...{ spanId: String(span['spanId']), parentSpanId: String(span['parentSpanId'] ?? '') },
    startTimeUnixNano: String(span['startTimeUnixNano']),
    endTimeUnixNano: String(span['endTimeUnixNano']),
    attributes: Object.fromEntries(
      (span['attributes'] as readonly KeyValue[]).map(({ key, value }) => [
        key,
        Object.values(value)[0],
      ]),
    ),
  }));
}
