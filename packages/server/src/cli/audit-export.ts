import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { withAuditView } from '../compose-audit.ts';
import { loadConfig } from '../config/load-config.ts';
import { type AuditFormat, auditText } from '../core/model/audit-text.ts';
import { readAuditFilter, requireTenant, withAuditFilter } from './audit-filter.ts';
import { readFlags } from './flags.ts';
import { withDataSettings } from './moving-settings.ts';

interface Wanted {
  readonly tenant: string;
  readonly format: AuditFormat;
  readonly out?: string;
}

/** The trail of a tenant in a file of its own, oldest entry first. */
export function addAuditExport(audit: Command): void {
  const command = audit
    .command('export')
    .description('write the audit trail of a tenant as JSON Lines or CSV, oldest first')
    .requiredOption('--tenant <id>', 'whose')
    .addOption(new Option('--format <format>').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--out <file>', 'new file, for its owner only; the terminal when absent');
  withDataSettings(withAuditFilter(command)).action(async (options: Wanted) => {
    const filter = readAuditFilter({ ...options });
    const config = loadConfig(readFlags({ ...options }));
    await withAuditView(config, async (view) => {
      const tenant = requireTenant(view.tenants, options.tenant);
      const text = Readable.from(auditText(view.entries(tenant, filter), options.format));
      if (options.out === undefined) await pipeline(text, process.stdout, { end: false });
      else await pipeline(text, createWriteStream(options.out, { flags: 'wx', mode: 0o600 }));
    });
  });
}
