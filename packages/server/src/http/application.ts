import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/settings.ts';
import type { Core } from '../core/core.ts';
import type { Ports } from '../core/ports/ports.ts';
import { checkKeys } from '../core/usecases/check-keys.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Log } from '../observability/log.ts';
import { mountAdmin } from './admin/mount-admin.ts';
import type { DevClock } from './dev/dev-clock.ts';
import { mountDev } from './dev/mount-dev.ts';
import { readMessages } from './dev/read-messages.ts';
import { mountHealth } from './health.ts';
import { type DemoLine, mountLanding } from './landing/mount-landing.ts';
import { listen } from './listen.ts';
import { mountDialect } from './mount-dialect.ts';
import { buildPadServer } from './pad/pad-server.ts';
import { buildServer } from './server.ts';

export interface ApplicationOptions {
  readonly config: Config;
  readonly core: Core;
  readonly ports: Ports;
  readonly dialects: readonly Dialect[];
  readonly log: Log;
  readonly isAdminKey: (presented: string) => boolean;
  /** Present in dev mode only. */
  readonly devClock?: DevClock;
}

export interface Addresses {
  readonly baseUrl: string;
  readonly padUrl: string;
}

/** Both origins of the server: API and pages for people who operate it, and the PIN pages. */
export interface Application {
  /** Starts to serve; answers where. */
  listen(): Promise<Addresses>;
  /** Puts command lines that work as pasted on the landing page; dev mode only. */
  showDemo(lines: readonly DemoLine[]): void;
  /** Refuses new requests, lets those under way finish. */
  close(): Promise<void>;
}

export function openApplication(options: ApplicationOptions): Application {
  const { config, core, ports, dialects, log } = options;
  const hosts = hostMounts(config.dialectHosts, dialects);
  const app = buildServer({ log, makeId: ports.random.id, hosts });
  const pad = buildPadServer({ log, makeId: ports.random.id });
  let draining = false;
  let demoLines: readonly DemoLine[] = [];

  mountHealth(app, { checks: healthChecks(ports), draining: () => draining }, log);
  for (const dialect of dialects) mountDialect(app, dialect, core, log);
  mountAdmin(app, { core, dialects, isAdminKey: options.isAdminKey });
  mountLanding(app, { demoLines: () => demoLines });
  mountDevTools(app, options);

  return {
    async listen() {
      const { host, port, padPort } = config;
      // The pad first: whoever sees the API answer may open a link to the pad at once.
      const padUrl = await listen(pad, { host, port: padPort });
      return { padUrl, baseUrl: await listen(app, { host, port }) };
    },
    showDemo(lines) {
      demoLines = lines;
    },
    async close() {
      draining = true;
      await Promise.all([app.close(), pad.close()]);
    },
  };
}

function mountDevTools(app: FastifyInstance, { ports, devClock }: ApplicationOptions): void {
  if (devClock === undefined) return;
  const { store, sealer } = ports;
  mountDev(app, { clock: devClock, store, messages: () => readMessages(store, sealer) });
}

function healthChecks(ports: Ports) {
  return {
    database: () => ports.store.probe(),
    keys: () => checkKeys(ports),
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
