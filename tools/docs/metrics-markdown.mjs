/** The reference page of the metrics: `metrics` as in observability/metrics/definitions.ts. */
export function metricsMarkdown(metrics) {
  return `<!-- Written by tools/docs/write-metrics.mjs from packages/server/src/observability/metrics/definitions.ts -->

# Metrics

What \`/metrics\` shows, in Prometheus' text format. How to read it, a dashboard and alert rules:
[monitoring](../guides/monitoring.md). No label names a person: values come from the code or from the pattern of a
route. \`tenant\` is empty unless \`PINTUMBLER_METRICS_TENANTS\` says otherwise. Counters begin at zero with the process;
everything is about this node, but for the age of the outbox, which is the database's.

Process and runtime are there too, by the names the Node client of Prometheus gives them: \`process_…\` (CPU, memory, open
files, start) and \`nodejs_…\` (event loop, garbage collection, heap). They begin with the first request for them.

| metric | kind | labels | what it is |
|---|---|---|---|
${metrics.map(row).join('\n')}

## Buckets

| metric | upper bounds |
|---|---|
${metrics
  .filter(({ buckets }) => buckets)
  .map(({ name, buckets }) => `| \`${name}\` | ${buckets.join(', ')} |`)
  .join('\n')}
`;
}

function row({ name, kind, labels, help }) {
  const names = labels.map((label) => `\`${label}\``).join(', ') || 'none';
  return `| \`${name}\` | ${kind} | ${names} | ${help.replaceAll('|', '\\|')} |`;
}
