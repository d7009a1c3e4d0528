import { type Body, segment } from '../frame/admin-client.ts';
import type { AdminCommand, Input, OptionSpec } from '../frame/admin-command.ts';
import { PURPOSE, REASON } from '../frame/options.ts';
import { cell } from '../show/table.ts';

export const SUBJECT = { name: 'subject', meaning: 'id of the person' } as const;

/** Path of the person a command is about. */
export function pathOf({ tenant, args: [id = ''] }: Pick<Input, 'tenant' | 'args'>): string {
  return `${tenant}/subjects/${segment(id)}`;
}

interface Measure extends Pick<AdminCommand, 'summary' | 'details' | 'asks'> {
  readonly words: string;
  readonly method?: 'POST' | 'DELETE';
  /** Below the person's path. */
  readonly path: string;
  readonly purpose?: true;
  readonly example: string;
  readonly seeAlso: readonly string[];
}

/** Something staff do for or against one person, with a reason and a one-word outcome. */
export function measure({
  method = 'POST',
  path,
  purpose,
  example,
  ...rest
}: Measure): AdminCommand {
  const options: readonly OptionSpec[] = purpose ? [REASON, PURPOSE] : [REASON];
  return {
    ...rest,
    args: [SUBJECT],
    options,
    examples: [[`pintumbler ${rest.words} ann -t acme --reason "asked by phone"`, example]],
    twins: [`${method} /tenants/:tenant/subjects/:id/${path}`],
    run: async (input) => {
      const named = input.text('purpose');
      const body = { reason: input.text('reason'), ...(named !== undefined && { purpose: named }) };
      const answer = await input.api.send(method, `${pathOf(input)}/${path}`, body);
      return { json: answer, text: told(answer) };
    },
  };
}

function told({ outcome }: Body): string {
  return `${cell(outcome)}.`;
}
