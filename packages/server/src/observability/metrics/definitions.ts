/** What a metric is, as data: the registry, the reference page and the checks are made from it. */
export interface MetricDefinition {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Names of labels. Their values come from code or from a route's pattern, never from a request. */
  readonly labels: readonly string[];
  /** Sets of values that are there from the start: a rate needs the zero before the first one. */
  readonly starts?: readonly (readonly string[])[];
  /** Upper bounds, of histograms only. */
  readonly buckets?: readonly number[];
}

/** From a hash at its quickest to a request that gave up. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DISK_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const BATCH = [1, 2, 4, 8, 16, 32, 64, 128];

/** Every metric of our own. `docs/reference/metrics.md` is written from this table. */
export const METRICS = {
  attempts: counter(
    'pintumbler_attempts_total',
    'Tests of a PIN, password, code or answers that ended, by how: verified, wrong, locked, ...',
    ['action', 'outcome', 'dialect', 'tenant'],
  ),
  lockouts: counter(
    'pintumbler_lockouts_total',
    'Locks that wrong tries closed, by what was locked: pin, password or questions.',
    ['secret', 'tenant'],
  ),
  events: counter('pintumbler_events_total', 'Events written to the outbox, by type.', ['type']),
  verifySeconds: histogram(
    'pintumbler_verify_duration_seconds',
    'Time of verifying a PIN, from its place in the queue to the settled answer.',
    [],
    SECONDS,
  ),
  hashQueue: gauge('pintumbler_hash_queue', 'Places in the hash queue that are taken now.', []),
  hashPlaces: gauge('pintumbler_hash_places', 'Places in the hash queue there are.', []),
  hashRefused: counter(
    'pintumbler_hash_refused_total',
    'Requests sent away before anything was charged, because the hash queue was full.',
    [],
  ),
  hashSeconds: histogram(
    'pintumbler_hash_duration_seconds',
    'Time until a hash was made or compared, its wait for a thread included.',
    ['work'],
    SECONDS,
  ),
  commitBatch: histogram(
    'pintumbler_commit_batch_size',
    'Operations that shared one commit of the database.',
    [],
    BATCH,
  ),
  commitSeconds: histogram(
    'pintumbler_commit_duration_seconds',
    'Time of one transaction of such a batch, the wait for the disk included.',
    [],
    DISK_SECONDS,
  ),
  storeFaults: counter(
    'pintumbler_store_faults_total',
    'Calls to the store that failed because the database did not do its part, by call.',
    ['operation'],
    [['applyToCredential'], ['probe']],
  ),
  integrityFaults: counter(
    'pintumbler_integrity_faults_total',
    'Values that did not open and rows that were not as written: altered, moved, put back or gone.',
    [],
  ),
  outboxAge: gauge(
    'pintumbler_outbox_age_seconds',
    'How long the longest waiting of what is due has been due: webhooks, email, sms. The same on every node.',
    ['outbox'],
  ),
  webhookTries: counter(
    'pintumbler_webhook_tries_total',
    'Deliveries tried, by result: delivered, failed (tried again later), dead (given up).',
    ['result'],
    [['delivered'], ['failed'], ['dead']],
  ),
  webhookSeconds: histogram(
    'pintumbler_webhook_duration_seconds',
    'Time of one try of a delivery, from claim to settlement.',
    [],
    SECONDS,
  ),
  messages: counter(
    'pintumbler_messages_total',
    'Messages tried, by channel and result: sent, failed (tried again later), dead (given up).',
    ['channel', 'result'],
    ['email', 'sms'].flatMap((channel) => [
      [channel, 'sent'],
      [channel, 'failed'],
      [channel, 'dead'],
    ]),
  ),
  httpRequests: counter(
    'pintumbler_http_requests_total',
    'Requests answered, by the pattern of their route; unmatched where there is none.',
    ['method', 'route', 'status'],
  ),
  httpSeconds: histogram(
    'pintumbler_http_request_duration_seconds',
    'Time from the head of a request to the end of its answer.',
    ['method', 'route'],
    SECONDS,
  ),
  node: gauge('pintumbler_node_info', 'Always 1; what runs here.', [
    'version',
    'engine',
    'runtime',
  ]),
} as const;

function counter<const L extends readonly string[]>(
  name: string,
  help: string,
  labels: L,
  starts: readonly { readonly [K in keyof L]: string }[] = [],
) {
  return { name, kind: 'counter', help, labels, starts } as const;
}

function gauge<const L extends readonly string[]>(name: string, help: string, labels: L) {
  return { name, kind: 'gauge', help, labels } as const;
}

function histogram<const L extends readonly string[]>(
  name: string,
  help: string,
  labels: L,
  buckets: readonly number[],
) {
  return { name, kind: 'histogram', help, labels, buckets } as const;
}
