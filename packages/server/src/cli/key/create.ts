import type { AdminCommand, Input } from '../frame/admin-command.ts';
import { readSecret } from '../frame/read-secret.ts';
import { fields } from '../show/table.ts';

export const keyCreate: AdminCommand = {
  words: 'key create',
  summary: 'make a key for callers of one wire, or a client that signs',
  details: [
    'The secret is printed once and kept by nobody: put it where it belongs at once.',
    'Gateways that are deployed already may keep their --id, and their secret by --secret-file, on wires that allow it. Clients of the Mixin wire sign: keystore prints them in the form of one SDK.',
  ],
  options: [
    {
      flags: '--dialect <name>',
      meaning: 'the wire: native, circle, mixin, etna, ...',
      required: true,
    },
    { flags: '--name <text>', meaning: 'what to call it', required: true },
    { flags: '--id <text>', meaning: 'id that is deployed already' },
    { flags: '--secret-file <path>', meaning: 'secret that is deployed already; - is stdin' },
    { flags: '--algorithm <name>', meaning: 'of a client that signs', choices: ['ed25519', 'rsa'] },
    { flags: '--subject <id>', meaning: 'whose client; a new app without it' },
  ],
  examples: [
    ['pintumbler key create -t acme --dialect native --name backend', 'makes an API key'],
    ['pintumbler key create -t acme --dialect circle --name wallet', "makes one for Circle's SDKs"],
  ],
  seeAlso: ['key list', 'key revoke', 'keystore'],
  twins: ['POST /tenants/:tenant/keys'],
  run: async (input) => {
    const { api, tenant } = input;
    const body = await api.send('POST', `${tenant}/keys`, await wanted(input));
    return { json: body, text: `${fields(Object.entries(body))}\n\nSecrets are shown only here.` };
  },
};

async function wanted(input: Input) {
  const { text } = input;
  const names = ['dialect', 'name', 'id', 'algorithm', 'subject'];
  const given = names.flatMap((name) => (text(name) === undefined ? [] : [[name, text(name)]]));
  const secret = text('secret-file') && (await readSecret(input, 'secret-file', 'Secret'));
  return { ...Object.fromEntries(given), ...(secret && { secret }) };
}
