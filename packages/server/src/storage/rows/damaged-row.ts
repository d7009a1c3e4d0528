import { Fault } from '../../core/fault.ts';

/** A row that is not as it was written, or not where or when it belongs. */
export interface Damage {
  readonly table: string;
  readonly tenant: string;
  /** Whose row it is, where it is somebody's. */
  readonly subject?: string;
  readonly purpose?: string;
  /** What else names the row within its tenant. */
  readonly id?: string;
  /** In words, for operators. */
  readonly reason: string;
}

/** How callers hear of it. */
export function damagedRow(damage: Damage): Fault {
  const sentence = 'Stored data failed its integrity check. The operator has to look into it.';
  return new Fault('integrity', sentence, { internal: `${nameOf(damage)}: ${damage.reason}` });
}

/** The row in words; as unlike another's as their keys are. */
export function nameOf({ table, tenant, subject, purpose, id }: Damage): string {
  const key = [tenant, subject, purpose, id].filter((part) => part !== undefined);
  return `${table} ${JSON.stringify(key)}`;
}
