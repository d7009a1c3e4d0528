import type { Command } from 'commander';
import { type AuditView, withAuditView } from '../../compose/audit.ts';
import { loadConfig } from '../../config/load-config.ts';
import { type Anchor, readAnchor, type TrailVerdict } from '../../core/model/trail-verdict.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printable, printableJson } from '../show/printable.ts';

interface Wanted {
  readonly tenant?: readonly string[];
  readonly anchor?: readonly string[];
  readonly json?: true;
}

/**
 * Checks audit trails in the database itself, also beside a server at work; exit code 1 when one is not
 * what was written.
 */
export function addAuditVerify(audit: Command): void {
  const command = audit
    .command('verify')
    .description('check that no entry was altered, removed or moved, and name the first that was')
    .option('--tenant <id...>', 'these tenants only')
    .option('--anchor <checkpoint...>', 'checkpoints kept elsewhere, as the log says them')
    .option('--json', 'print the verdicts as JSON');
  withDataSettings(command).action(async (options: Wanted) => {
    const config = loadConfig(readFlags({ ...options }));
    const anchors = (options.anchor ?? []).map(readAnchor);
    const verdicts = await withAuditView(config, (view) => verifyAll(view, options, anchors));
    for (const { tenant, ...verdict } of verdicts) {
      const line = options.json ? printableJson({ tenant, ...verdict }) : say(tenant, verdict);
      process.stdout.write(`${line}\n`);
    }
    if (verdicts.some(({ outcome }) => outcome === 'broken')) process.exitCode = 1;
  });
}

async function verifyAll(view: AuditView, { tenant }: Wanted, anchors: readonly Anchor[]) {
  const named = [...(tenant ?? []), ...anchors.map((anchor) => anchor.tenant)];
  const wanted = tenant === undefined ? view.tenants : [...new Set(named)];
  for (const each of named) requireTenant(view.tenants, each);
  const verdicts: ({ readonly tenant: string } & TrailVerdict)[] = [];
  for (const each of wanted) {
    const own = anchors.filter((anchor) => anchor.tenant === each);
    // The first one that is missed says more than the others that are there.
    let verdict = await view.verify(each, own[0] ?? null);
    for (const anchor of own.slice(1)) {
      if (verdict.outcome === 'intact') verdict = await view.verify(each, anchor);
    }
    verdicts.push({ tenant: each, ...verdict });
  }
  return verdicts;
}

function say(tenant: string, verdict: TrailVerdict): string {
  const { outcome, entries, unchained, checkpoints, first } = verdict;
  const old = unchained === 0 ? '' : `, ${unchained} of them unchained, which nothing proves`;
  const found =
    first === null
      ? ''
      : `\n  ${first.kind}: ${sayWhere(first.seq)}${printable(first.explanation)}`;
  const proofs = `${checkpoints} ${checkpoints === 1 ? 'checkpoint' : 'checkpoints'}`;
  return `${printable(tenant)}: ${outcome} (${entries} entries${old}, ${proofs})${found}`;
}

function sayWhere(seq: number | null): string {
  return seq === null ? '' : `at seq ${seq}: `;
}

function requireTenant(tenants: readonly string[], wanted: string): void {
  if (tenants.includes(wanted)) return;
  throw new Error(`There is no tenant ${wanted}. There are: ${tenants.join(', ') || 'none'}.`);
}
