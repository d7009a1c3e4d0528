import { type Body, rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand, Input } from '../frame/admin-command.ts';
import { readSecret } from '../frame/read-secret.ts';
import { type Column, table } from '../show/table.ts';
import { POLICY_OPTIONS, readPolicyChange } from './policy-options.ts';

export const policyPreview: AdminCommand = {
  words: 'policy preview',
  summary: 'say what a change of the policy would refuse, and what odds it would leave an attacker',
  details: [
    'Changes nothing. Takes the options of policy set; without any it is about the policy in force.',
    'The informed attacker tries the most popular PINs that are still allowed. Popularity is known for four digits; of six the order is known, and shares are taken to be the same; other lengths are taken to be like the nearest shorter one of the two.',
  ],
  options: [
    ...POLICY_OPTIONS,
    {
      flags: '--pin-file <path>',
      meaning: "a PIN to be judged by it; - is stdin. Nobody's, please",
    },
  ],
  examples: [
    ['pintumbler policy preview -t acme', 'shows the odds against the policy in force'],
    ['pintumbler policy preview -t acme --blocklist off', 'shows what that would cost'],
    ['echo 1234 | pintumbler policy preview -t acme --pin-file -', 'says whether 1234 is allowed'],
  ],
  seeAlso: ['policy set', 'policy show'],
  twins: ['POST /tenants/:tenant/policy/preview'],
  run: async (input) => {
    const { api, tenant } = input;
    const pin = await readPin(input);
    const command = { policy: readPolicyChange(input), ...(pin !== undefined && { pin }) };
    const body = await api.send('POST', `${tenant}/policy/preview`, command);
    return { json: body, text: show(body) };
  },
};

async function readPin(input: Input): Promise<string | undefined> {
  if (input.text('pin-file') === undefined) return undefined;
  return (await readSecret(input, 'pin-file', 'PIN')).trim();
}

const RULES: readonly Column[] = ['rule', ['share', ({ share }) => percent(share)], 'examples'];

function show(body: Body): string {
  const refused = (body['refused'] ?? {}) as Body;
  const weakens = Array.isArray(body['weakens']) ? body['weakens'].map(String) : [];
  const rules = rowsOf(refused, 'rules');
  const pin = body['pin'] as { ok: boolean; rule?: string } | null;
  return [
    weakens.length === 0
      ? 'Weaker than now: in nothing.'
      : `Weaker than now:\n${weakens.map((each) => `  - ${each}`).join('\n')}`,
    `Of PINs with ${refused['length']} digits, ${percent(refused['share'])} are refused.`,
    ...(rules.length === 0 ? [] : [table(rules, RULES)]),
    `Guesses at one PIN in a day: ${body['guessesPerDay']}. An attacker has found it after`,
    table(rowsOf(body, 'odds'), [
      'guesses',
      ['chosen by chance', ({ random }) => percent(random)],
      ['chosen by people', ({ informed }) => percent(informed)],
    ]),
    ...(pin ? [pin.ok ? 'This PIN is allowed.' : `This PIN is refused: ${pin.rule}.`] : []),
  ].join('\n\n');
}

function percent(chance: unknown): string {
  return `${Number((Number(chance) * 100).toPrecision(3))} %`;
}
