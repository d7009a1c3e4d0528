import type { Command } from 'commander';
import { withAuditView } from '../compose-audit.ts';
import { loadConfig } from '../config/load-config.ts';
import { entryBody } from '../core/model/audit-text.ts';
import { readAuditFilter, requireTenant, withAuditFilter } from './audit-filter.ts';
import { readFlags } from './flags.ts';
import { withDataSettings } from './moving-settings.ts';

interface Wanted {
  readonly tenant: string;
  readonly limit: string;
  readonly json?: true;
}

const LIMIT = '50';
const LIMIT_MAX = 10_000;

/** The newest entries, for a terminal. */
export function addAuditList(audit: Command): void {
  const command = audit
    .command('list')
    .description('print the newest entries of a tenant, newest first')
    .requiredOption('--tenant <id>', 'whose')
    .option('--limit <number>', 'how many at most', LIMIT)
    .option('--json', 'print one JSON object a line');
  withDataSettings(withAuditFilter(command)).action(async (options: Wanted) => {
    const filter = readAuditFilter({ ...options });
    const limit = readLimit(options.limit);
    const config = loadConfig(readFlags({ ...options }));
    const entries = await withAuditView(config, (view) =>
      view.list(requireTenant(view.tenants, options.tenant), filter, { limit }),
    );
    const toLine = options.json ? JSON.stringify : say;
    process.stdout.write(entries.map((each) => `${toLine(entryBody(each))}\n`).join(''));
  });
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0 && limit <= LIMIT_MAX) return limit;
  throw new Error(`--limit must be a whole number from 1 to ${LIMIT_MAX}.`);
}

/** What others wrote must not steer the terminal. */
const CONTROL = /\p{Cc}|\p{Cf}/gu;

function say(entry: ReturnType<typeof entryBody>): string {
  const { seq, at, action, outcome, subject, purpose, actor, dialect, source, reason } = entry;
  const who = subject === null ? '' : ` ${subject}${purpose === null ? '' : ` (${purpose})`}`;
  const why = reason === null ? '' : `: ${reason}`;
  const line = `${at} ${seq} ${action} ${outcome}${who} by ${actor}, ${dialect} ${source}${why}`;
  return line.replaceAll(CONTROL, '\ufffd');
}
