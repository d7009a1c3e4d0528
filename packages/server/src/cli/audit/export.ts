import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AdminCommand, Input, Report } from '../frame/admin-command.ts';
import { printable } from '../show/printable.ts';
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
    const { api, tenant, text } = input;
    const query = { ...readFilters(input), format: text('format') ?? 'jsonl' };
    const bytes = await api.stream(`${tenant}/audit/export`, query);
    const out = text('out');
    if (out !== undefined) return writeFile(input, bytes, out);
    const shown = process.stdout.isTTY ? spelt(bytes) : bytes;
    await pipeline(Readable.from(shown), process.stdout, { end: false });
    return { json: null, text: '', written: true };
  },
};

async function writeFile(
  { terminal }: Pick<Input, 'terminal'>,
  bytes: AsyncIterable<Uint8Array>,
  file: string,
): Promise<Report> {
  let written = 0;
  const counted = async function* () {
    for await (const chunk of bytes) {
      written += chunk.length;
      terminal.progress('KiB written:', Math.floor(written / 1024));
      yield chunk;
    }
  };
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.from(counted()), target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new Error(`${file} is there already. Name a new file with --out.`, { cause });
  });
  terminal.endProgress();
  return { json: { file, bytes: written }, text: `${file}: ${written} bytes.` };
}

/** The bytes of a file mean what they are; on a terminal some of them would be obeyed. */
async function* spelt(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    yield lines.map((line) => printable(line.replace(/\r$/, ''))).join('\n');
  }
}
