import { type Command, Option } from 'commander';
import { loadConfig } from '../config/load-config.ts';
import { SETTINGS } from '../config/settings.ts';
import type { ClientKeyAlgorithm } from '../core/model/client-key.ts';
import { readFlags } from './flags.ts';
import { type AdminAnswer, askAdmin, openAdminApi } from './frame/admin-api.ts';
import { ALGORITHMS, algorithmFor, CLIENT_NAMES } from './keystore-clients.ts';

interface Wanted {
  readonly tenant: string;
  readonly name: string;
  readonly subject?: string;
  readonly algorithm?: ClientKeyAlgorithm;
  readonly client?: string;
  readonly server?: string;
  readonly url?: string;
  readonly json?: true;
}

/** What the admin API's `POST /tenants/:tenant/keys` does, from a terminal. */
export function addKeystore(program: Command): void {
  const { dataDir } = SETTINGS;
  program
    .command('keystore')
    .description('make a client of the Mixin wire and print its keystore: it is shown only once')
    .requiredOption('--tenant <id>', 'whose client')
    .requiredOption('--name <text>', 'what to call it')
    .option('--subject <id>', 'for somebody there is; a new app without it')
    .addOption(new Option('--algorithm <name>', 'kind of key').choices([...ALGORITHMS]))
    .option('--client <name>', `one SDK's form only: ${CLIENT_NAMES.join(', ')}`)
    .option('--server <origin>', 'where the server is; this machine, by the settings, without it')
    .addOption(new Option('--url <origin>', 'as --server').hideHelp())
    .option(`${dataDir.flag} <${dataDir.name}>`, `${dataDir.meaning} (${dataDir.env})`)
    .option('--json', 'print the whole answer: ids, and the keystores below "keystores"')
    .action(async (options: Wanted) => {
      const config = loadConfig(readFlags({ ...options }));
      const api = openAdminApi(config, options.server ?? options.url);
      process.stdout.write(`${await makeKeystore(options, api)}\n`);
    });
}

/** The text to print. */
export async function makeKeystore(
  wanted: Wanted,
  api: ReturnType<typeof openAdminApi>,
): Promise<string> {
  const { tenant, name, subject, client } = wanted;
  const algorithm = algorithmFor(client, wanted.algorithm);
  const body = { dialect: 'mixin', name, algorithm, ...(subject !== undefined && { subject }) };
  const path = `/tenants/${encodeURIComponent(tenant)}/keys`;
  const answer = await askAdmin(api, { method: 'POST', path, body });
  if (answer.status !== 201) throw new Error(complaint(answer, wanted, api.url));
  const keystores = answer.body['keystores'] as Readonly<Record<string, object>>;
  const shown = client === undefined ? keystores : keystores[client];
  const whole = { ...answer.body, keystores: client === undefined ? shown : { [client]: shown } };
  return JSON.stringify(wanted.json ? whole : shown, null, 2);
}

/** What went wrong, and what to do about it. */
function complaint(
  { status, body }: AdminAnswer,
  { tenant, subject }: Wanted,
  url: string,
): string {
  switch (body['code']) {
    case 'unauthenticated':
      return (
        `The server at ${url} has another admin key. Give its own in PINTUMBLER_ADMIN_KEY or ` +
        "PINTUMBLER_ADMIN_KEY_FILE, or name the server's data directory with --data-dir."
      );
    case 'tenant_not_found':
      return `There is no tenant "${tenant}" at ${url}. Make it with pintumbler tenant create.`;
    case 'subject_not_found':
      return `There is no subject "${subject}". Make it first, or leave --subject out for a new app.`;
    default:
      return typeof body['detail'] === 'string'
        ? `The server refused: ${body['detail']}`
        : `What answers at ${url} (HTTP ${status}) is no Pintumbler server. Check --server.`;
  }
}
