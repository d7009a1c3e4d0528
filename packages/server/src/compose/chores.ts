import { showAnchor } from '../core/model/trail-verdict.ts';
import type { Ports } from '../core/ports/ports.ts';
import { dropOldEntries } from '../core/usecases/drop-old-entries.ts';
import type { Log } from '../observability/log.ts';

/** Says what was signed line by line: a log kept elsewhere holds the database to it. */
export async function signTrails({ trail, clock, log }: SigningParts): Promise<void> {
  for (const result of await trail.signTrails(clock.now())) {
    const { tenant } = result;
    if ('failure' in result) {
      log.error({ tenant, internal: result.failure }, 'the audit trail of a tenant was not signed');
    } else {
      log.info({ tenant, anchor: showAnchor(tenant, result.checkpoint) }, 'audit checkpoint');
    }
  }
}

/** An entry nobody wrote keeps all after it: what is wrong has to stay for whoever looks into it. */
export async function shortenTrails({
  log,
  ...ports
}: SigningParts & Pick<Ports, 'store'>): Promise<void> {
  for (const { tenant, seq } of await dropOldEntries(ports)) {
    log.error({ tenant, seq }, 'the audit trail was altered and is not shortened');
  }
}

interface SigningParts extends Pick<Ports, 'trail' | 'clock'> {
  readonly log: Log;
}

/** Does a chore again and again; one that fails is tried at the next turn. */
export function everyTurn(everyMs: number, chore: () => Promise<unknown>, log: Log): () => void {
  const timer = setInterval(() => {
    chore().catch((error: unknown) => {
      log.error({ internal: String(error) }, 'a regular chore failed');
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
