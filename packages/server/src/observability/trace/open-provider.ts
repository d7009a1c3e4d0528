import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';

export interface ProviderOptions {
  /** Where spans are posted to, as OTLP in JSON. */
  readonly url: string;
  /** Share of the traces begun here that are sent; one that a caller began is its decision. */
  readonly share: number;
  readonly version: string;
}

/** Sent soon, and while the collector is away only so many are kept: people's PINs come first. */
const BATCH = {
  scheduledDelayMillis: 1_000,
  exportTimeoutMillis: 5_000,
  maxExportBatchSize: 512,
  maxQueueSize: 8_192,
};

const LIMITS = { attributeCountLimit: 32, attributeValueLengthLimit: 256, eventCountLimit: 0 };

/** Every option is named, so that none is taken from the environment behind the configuration. */
export function openProvider({ url, share, version }: ProviderOptions): BasicTracerProvider {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: BATCH.exportTimeoutMillis });
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'pintumbler', 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanLimits: LIMITS,
    forceFlushTimeoutMillis: 2_000,
    spanProcessors: [new BatchSpanProcessor(exporter, BATCH)],
  });
}
