import type { Body } from '../frame/admin-client.ts';
import type { OptionSpec, Report } from '../frame/admin-command.ts';
import { cell, fields } from '../show/table.ts';

export const ROLES = ['owner', 'operator', 'auditor'] as const;

export const ACCOUNT = { name: 'name', meaning: 'of the account' } as const;

export const PASSWORD_FILE: OptionSpec = {
  flags: '--password-file <path>',
  meaning: 'file that holds the password; - is stdin',
};

/** An account, or the rule that refused its password. */
export function accountReport(body: Body): Report {
  const { outcome, rule } = body;
  if (outcome !== 'password_refused') return { json: body, text: fields(Object.entries(body)) };
  return { json: body, text: `Password refused: ${cell(rule)}.`, failed: true };
}
