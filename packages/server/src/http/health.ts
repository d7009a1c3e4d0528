import type { FastifyInstance } from 'fastify';
import type { Log } from '../observability/log.ts';
import { send } from './pipeline/send.ts';

export interface HealthChecks {
  /** Each really tries its part and throws when it does not do its work. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
  readonly draining: () => boolean;
}

export interface Readiness {
  readonly status: 'ready' | 'not_ready' | 'draining';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** Tries every part each time it is asked. Names what failed, not why: that is in the log. */
export function watchReadiness(
  { checks, draining }: HealthChecks,
  log: Log,
): () => Promise<Readiness> {
  return async () => {
    const entries = Object.entries(checks).map(async ([name, check]) => {
      try {
        await check();
        return [name, 'ok'] as const;
      } catch (error) {
        log.error({ check: name, internal: String(error) }, 'readiness check failed');
        return [name, 'failed'] as const;
      }
    });
    const results = Object.fromEntries(await Promise.all(entries));
    const works = Object.values(results).every((result) => result === 'ok');
    return { status: draining() ? 'draining' : works ? 'ready' : 'not_ready', checks: results };
  };
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can take PINs now: database, migrations
 * and keys were tried, and it is not shutting down.
 */
export function mountHealth(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/health/live', async (_request, reply) => {
    return send(reply, { status: 200, body: { status: 'live' } });
  });

  app.get('/health/ready', async (_request, reply) => {
    const body = await readiness();
    return send(reply, { status: body.status === 'ready' ? 200 : 503, body });
  });
}
