import type { Command } from 'commander';
import type { AuditFilter } from '../core/model/audit.ts';
import { type Instant, readInstant } from '../core/model/instant.ts';

const FIELDS = ['action', 'outcome', 'subject', 'actor', 'dialect', 'source'] as const;

/** Offers the filters of the audit trail. */
export function withAuditFilter(command: Command): Command {
  for (const field of FIELDS) {
    command.option(`--${field} <${field}>`, `only entries with exactly this ${field}`);
  }
  return command
    .option('--from <time>', 'not before this date or time (ISO 8601)')
    .option('--to <time>', 'not after this date or time (ISO 8601)');
}

/** Throws for a time that is none. */
export function readAuditFilter(options: Readonly<Record<string, unknown>>): AuditFilter {
  const given = FIELDS.filter((field) => options[field] !== undefined);
  const [from, to] = [readTime('from', options['from']), readTime('to', options['to'])];
  return {
    ...Object.fromEntries(given.map((field) => [field, String(options[field])])),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function readTime(name: string, value: unknown): Instant | undefined {
  if (value === undefined) return undefined;
  const instant = readInstant(String(value));
  if (instant !== null) return instant;
  throw new Error(`--${name} must be a date, or a time with its zone, as in ISO 8601.`);
}

/** Throws for a tenant that is not there. */
export function requireTenant(tenants: readonly string[], wanted: string): string {
  if (tenants.includes(wanted)) return wanted;
  throw new Error(`There is no tenant ${wanted}. There are: ${tenants.join(', ') || 'none'}.`);
}
