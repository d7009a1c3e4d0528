import { type Command, Option } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { SETTINGS } from '../../config/settings.ts';
import { readFlags } from '../flags.ts';
import { printableJson } from '../show/printable.ts';
import { openTerminal } from '../show/terminal.ts';
import { openAdminApi } from './admin-api.ts';
import { type AdminClient, createAdminClient, rowsOf, segment } from './admin-client.ts';
import type { AdminCommand, ArgumentSpec, Input, OptionSpec, Report } from './admin-command.ts';
import { confirm } from './confirm.ts';
import { UsageError } from './usage-error.ts';

type Options = Readonly<Record<string, unknown>>;

/** Puts a command where its words say, in a group that is made when it is the first one there. */
export function addAdminCommand(program: Command, groups: Groups, spec: AdminCommand): void {
  const words = spec.words.split(' ');
  const name = words.at(-1) ?? '';
  const parent = words.length === 1 ? program : groupOf(program, groups, words[0] ?? '');
  const command = parent.command(name).description(spec.summary);
  for (const each of spec.args ?? []) command.argument(placeholder(each), each.meaning);
  if (spec.tenant === undefined) {
    command.option('-t, --tenant <id>', 'whose; may be left out where there is one tenant only');
  }
  for (const each of spec.options ?? []) command.addOption(optionOf(each));
  if (spec.asks !== undefined) command.option('-y, --yes', 'do it without asking');
  const { dataDir } = SETTINGS;
  command
    .option('--server <origin>', 'where the server is; this machine, by the settings, without it')
    .option(`${dataDir.flag} <${dataDir.name}>`, `where its admin.key is (${dataDir.env})`)
    .option('--json', 'print one JSON value; errors as problem details on stderr')
    .action(async () => {
      const report = await runCommand(spec, command.args, command.opts());
      print(report, command.opts()['json'] === true);
    });
}

/** What stands above the commands of a group, by its name. */
export type Groups = Readonly<Record<string, string>>;

function groupOf(program: Command, groups: Groups, name: string): Command {
  const existing = program.commands.find((each) => each.name() === name);
  return existing ?? program.command(name).description(groups[name] ?? name);
}

function placeholder({ name, optional, many }: ArgumentSpec): string {
  const text = `${name}${many ? '...' : ''}`;
  return optional ? `[${text}]` : `<${text}>`;
}

function optionOf({ flags, meaning, required, choices, many }: OptionSpec): Option {
  const option = new Option(flags, meaning);
  if (required) option.makeOptionMandatory();
  if (choices !== undefined) option.choices([...choices]);
  if (many) {
    option.argParser((value: string, earlier: unknown) => [
      ...(Array.isArray(earlier) ? earlier : []),
      value,
    ]);
  }
  return option;
}

async function runCommand(
  spec: AdminCommand,
  args: readonly string[],
  options: Options,
): Promise<Report> {
  const terminal = openTerminal();
  if (spec.asks !== undefined) await confirm(spec.asks(args), options['yes'] === true, terminal);
  const { server } = options;
  const config = loadConfig(readFlags(options));
  const where = typeof server === 'string' ? server : undefined;
  const api = createAdminClient(openAdminApi(config, where));
  const read = (option: string) => options[camelOf(option)];
  const input: Input = {
    ...{ api, args, terminal },
    tenant: await tenantPath(spec, api, args, options['tenant']),
    text: (option) => {
      const value = read(option);
      return typeof value === 'string' ? value : undefined;
    },
    list: (option) => {
      const value = read(option);
      return Array.isArray(value) ? value.map(String) : [];
    },
    flag: (option) => read(option) === true,
  };
  return spec.run(input);
}

async function tenantPath(
  { tenant }: AdminCommand,
  api: AdminClient,
  args: readonly string[],
  named: unknown,
): Promise<string> {
  if (tenant === 'none') return '';
  if (tenant === 'argument') return `/tenants/${segment(args[0] ?? '')}`;
  if (typeof named === 'string') return `/tenants/${segment(named)}`;
  const ids = rowsOf(await api.get('/tenants'), 'tenants').map(({ id }) => String(id));
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return `/tenants/${segment(only)}`;
  throw new UsageError(
    only === undefined
      ? 'There is no tenant yet. Make one with pintumbler tenant create.'
      : `Say whose with --tenant: there are ${ids.length} tenants.`,
  );
}

function camelOf(option: string): string {
  return option.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function print(report: Report, asJson: boolean): void {
  if (report.failed) process.exitCode = 1;
  if (report.written) return;
  process.stdout.write(`${asJson ? printableJson(report.json) : report.text}\n`);
}
