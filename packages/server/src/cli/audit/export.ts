import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdminCommand } from '../frame/admin-command.ts';
import { FILTERS, readFilters } from './filters.ts';

export const auditExport: AdminCommand = {
  words: 'audit export',
  summary: 'write the audit trail of a tenant into a file, oldest entry first',
  details: ['CSV can be opened in a spreadsheet: no cell of it is a formula.'],
  options: [
    ...FILTERS,
    { flags: '--format <kind>', meaning: 'jsonl without it', choices: ['jsonl', 'csv'] },
    { flags: '--out <file>', meaning: 'a new file, for its owner only; stdout without it' },
  ],
  examples: [
    ['pintumbler audit export -t acme --out audit.jsonl', 'writes all of it, a JSON object a line'],
    ['pintumbler audit export -t acme --format csv --from 2026-01-01', 'prints this year as CSV'],
  ],
  seeAlso: ['audit list'],
  twins: ['GET /tenants/:tenant/audit/export'],
  run: async (input) => {
    const { api, tenant, terminal, text } = input;
    const format = text('format') ?? 'jsonl';
    const out = text('out');
    const bytes = await api.stream(`${tenant}/audit/export`, { ...readFilters(input), format });
    let written = 0;
    const counted = Readable.from(
      (async function* () {
        for await (const chunk of bytes) {
          written += chunk.length;
          if (out !== undefined) terminal.progress('KiB written:', Math.floor(written / 1024));
          yield chunk;
        }
      })(),
    );
    if (out === undefined) {
      await pipeline(counted, process.stdout, { end: false });
      return { json: null, text: '', written: true };
    }
    await pipeline(counted, createWriteStream(out, { flags: 'wx', mode: 0o600 }));
    terminal.endProgress();
    return { json: { file: out, format, bytes: written }, text: `${out}: ${written} bytes.` };
  },
};
