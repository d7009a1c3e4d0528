import { METRICS } from '../../packages/server/src/observability/metrics/definitions.ts';
import { metricsMarkdown } from './metrics-markdown.mjs';
import { writePage } from './write-page.mjs';

writePage('docs/reference/metrics.md', metricsMarkdown(Object.values(METRICS)));
