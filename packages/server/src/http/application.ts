import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/settings.ts';
import type { Core } from '../core/core.ts';
import type { Ports } from '../core/ports/ports.ts';
import { checkKeys } from '../core/usecases/check-keys.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Log } from '../observability/log.ts';
import type { Observability } from '../observability/open-observability.ts';
import { consolePlace } from './admin/console-place.ts';
import { stranger } from './admin/identify-operator.ts';
import { mountAdmin } from './admin/mount-admin.ts';
import { answerUnroutable } from './answer-unroutable.ts';
import type { MessageTexts } from './console/console-facts.ts';
import { mountConsole } from './console/mount-console.ts';
import type { DevClock } from './dev/dev-clock.ts';
import { mountDev } from './dev/mount-dev.ts';
import { type RenderMessage, readMessages } from './dev/read-messages.ts';
import { mountDocs } from './docs/mount-docs.ts';
import type { OpenApi } from './docs/open-api.ts';
import { makeDrainable } from './drain.ts';
import { mountHealth, watchReadiness } from './health.ts';
import type { DemoLine } from './landing/demo-line.ts';
import { mountLanding } from './landing/mount-landing.ts';
import { readVersion } from './landing/read-version.ts';
import { listen } from './listen.ts';
import { mountMetrics } from './metrics.ts';
import { mountDialect } from './mount-dialect.ts';
import { openApiDocument } from './openapi/document.ts';
import { mountOpenApi } from './openapi/mount-openapi.ts';
import { buildPadServer } from './pad/pad-server.ts';
import { loadAssets, mountAssets } from './pages/assets.ts';
import type { Link, Shell } from './pages/page.ts';
import { answerUnknown } from './pages/unknown-page.ts';
import { readRequest } from './pipeline/read-request.ts';
import { mountSample } from './sample/mount-sample.ts';
import { buildServer } from './server.ts';

export interface ApplicationOptions {
  readonly config: Config;
  readonly core: Core;
  readonly ports: Ports;
  readonly dialects: readonly Dialect[];
  readonly log: Log;
  readonly isAdminKey: (presented: string) => boolean;
  readonly isMetricsKey: (presented: string) => boolean;
  readonly observed: Pick<Observability, 'answered' | 'tracer' | 'expose' | 'readSeries'>;
  /** What messages say where a tenant has no words of its own. */
  readonly messageTexts: MessageTexts;
  /** Present in dev mode only. */
  readonly devClock?: DevClock;
  /** What the inbox of dev mode shows a message as. */
  readonly renderMessage?: RenderMessage;
}

export interface Addresses {
  readonly baseUrl: string;
  readonly padUrl: string;
}

/** Both origins of the server: API and pages for people who operate it, and the PIN pages. */
export interface Application {
  /** Starts to serve; answers where. */
  listen(): Promise<Addresses>;
  /** Where the hosted pages listen; not before they do. */
  padUrl(): string;
  /** Puts command lines that work as pasted on the landing page; dev mode only. */
  showDemo(lines: readonly DemoLine[]): void;
  /** Refuses new requests, lets those under way finish. */
  close(): Promise<void>;
}

const LINKS: readonly Link[] = [
  { href: '/docs', text: 'API' },
  { href: '/docs/faults', text: 'Faults' },
];
const DEV_LINKS: readonly Link[] = [{ href: '/dev/inbox', text: 'Inbox' }];

export function openApplication(options: ApplicationOptions): Application {
  const { config, core, ports, dialects, log, observed } = options;
  const hosts = hostMounts(config.dialectHosts, dialects);
  const makeId = ports.random.id;
  const inDev = options.devClock !== undefined;
  const assets = loadAssets(log);
  const shell: Shell = { assets, links: inDev ? [...DEV_LINKS, ...LINKS] : LINKS };
  const { trustedProxies } = config;
  const app = buildServer({
    ...{ log, watch: observed, makeId, trustedProxies, hosts },
    answerUnknown: answerUnknown(shell),
    answerUnroutable: answerUnroutable(dialects, core),
  });
  const pad = buildPadServer({
    ...{ log, watch: observed, makeId, trustedProxies },
    ...{ assets, core, dialects, inDev },
  });
  const drainApp = makeDrainable(app);
  const drainPad = makeDrainable(pad);
  let draining = false;
  let demoLines: readonly DemoLine[] = [];
  let addresses: Addresses | undefined;

  const health = { checks: healthChecks(ports), draining: () => draining };
  const readiness = watchReadiness(health, log);
  const demo = { dialects, demoLines: () => demoLines, addresses: () => addresses };
  mountHealth(app, readiness);
  for (const dialect of dialects) mountDialect(app, dialect, core, log);
  const place = consolePlace(config.consoleUrl, () => addresses?.baseUrl);
  const { isAdminKey, isMetricsKey: mayRead } = options;
  const { readSeries } = observed;
  mountAdmin(app, { core, dialects, log, place, isAdminKey, readSeries });
  mountConsole(app, { core, dialects, assets, messageTexts: options.messageTexts });
  const noteWrong = (request: FastifyRequest) =>
    core.operators.noteWrongKey(stranger(readRequest(request)));
  mountMetrics(app, { expose: observed.expose, mayRead, noteWrong, inDev });
  mountAssets(app, assets);
  mountLanding(app, { shell, readiness, ...(inDev && { demo }) });
  const reference = once(() => JSON.stringify(openApiDocument(dialects, readVersion())));
  mountOpenApi(app, reference);
  // The pages read what everybody reads.
  mountDocs(
    app,
    shell,
    once(() => JSON.parse(reference()) as OpenApi),
  );
  mountDevTools(app, shell, options);
  if (inDev) mountSample(app, () => sampleFacts(demoLines, addresses));

  return {
    async listen() {
      const { host, port, padPort } = config;
      // The pad first: whoever sees the API answer may open a link to the pad at once.
      const padUrl = await listen(pad, { host, port: padPort });
      addresses = { padUrl, baseUrl: await listen(app, { host, port }) };
      return addresses;
    },
    padUrl() {
      if (addresses === undefined) throw new Error('the server does not listen yet');
      return addresses.padUrl;
    },
    showDemo(lines) {
      demoLines = lines;
    },
    async close() {
      draining = true;
      await Promise.all([drainApp(), drainPad()]);
    },
  };
}

function mountDevTools(
  app: FastifyInstance,
  shell: Shell,
  { ports, devClock, renderMessage: render }: ApplicationOptions,
): void {
  if (devClock === undefined) return;
  const { store, sealer } = ports;
  const messages = () => readMessages({ store, sealer, render });
  mountDev(app, { shell, clock: devClock, store, messages });
}

/** Makes it when it is first wanted, and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The sample is a client of the Circle wire. */
function sampleFacts(lines: readonly DemoLine[], addresses: Addresses | undefined) {
  const section = lines.find(({ name }) => name === 'circle')?.section;
  const { baseUrl, apiKey } = (section ?? {}) as Readonly<Record<string, string | undefined>>;
  if (!baseUrl || !apiKey || !addresses) return undefined;
  const webhookUrl = `${addresses.baseUrl}/sample/api/webhook`;
  return { baseUrl, apiKey, serviceUrl: addresses.padUrl, webhookUrl };
}

function healthChecks(ports: Ports) {
  return {
    database: () => ports.store.probe(),
    keys: () => checkKeys({ facts: ports.store, sealer: ports.sealer }),
  };
}

function hostMounts(
  hosts: ReadonlyMap<string, string>,
  dialects: readonly Dialect[],
): ReadonlyMap<string, string> {
  return new Map(
    [...hosts].map(([name, host]) => {
      const dialect = dialects.find((each) => each.name === name);
      if (dialect === undefined) throw new Error(`dialect-hosts: there is no dialect "${name}"`);
      return [host, dialect.mount];
    }),
  );
}
