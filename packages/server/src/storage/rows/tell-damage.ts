import type { AuditEntry } from '../../core/model/audit.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { insertAudit } from '../queries/audit.ts';
import { type Damage, nameOf } from './damaged-row.ts';

/** A row that stays damaged is told of again after this. */
const AGAIN_MS = 3_600_000;
/** Rows told of in that time at most: whoever damages all of them must not fill the trail with it. */
const ROWS_MAX = 100;

interface Teller {
  readonly engine: Pick<Engine, 'commit'>;
  readonly clock: Clock;
  /** Hears of every time, however often. */
  readonly onDamage: (damage: Damage) => void;
}

/**
 * Writes damage that was met into the audit trail of its tenant: each row once an hour, and no more
 * than a hundred of them. Never throws, and nobody waits for it.
 */
export function damageTeller({ engine, clock, onDamage }: Teller): (damage: Damage) => void {
  let told = new Map<string, number>();
  const isNews = (name: string, now: number): boolean => {
    if (now - (told.get(name) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return false;
    if (told.size >= ROWS_MAX) {
      told = new Map([...told].filter(([, at]) => now - at < AGAIN_MS));
      if (told.size >= ROWS_MAX) return false;
    }
    told.set(name, now);
    return true;
  };
  return (damage) => {
    onDamage(damage);
    const now = clock.now();
    if (!isNews(nameOf(damage), now)) return;
    const writes = [insertAudit(entryOf(damage, now))];
    const written = engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    // The caller is told all the same, and the next one tells again.
    written.catch(() => told.delete(nameOf(damage)));
  };
}

function entryOf(damage: Damage, at: number): AuditEntry {
  const { tenant, subject = null, purpose = null } = damage;
  return {
    ...{ at, tenant, action: 'row.check', outcome: 'damaged', subject, purpose },
    ...{ actor: 'server', dialect: 'server', source: '', requestId: '' },
    reason: `${nameOf(damage)}: ${damage.reason}`,
  };
}
