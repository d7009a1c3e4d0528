import { type Body, type Row, rowsOf, segment } from '../frame/admin-client.ts';
import type { AdminCommand, Input, Report } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { PURPOSE, REASON } from '../frame/options.ts';
import { readTextFile } from '../frame/read-secret.ts';
import { UsageError } from '../frame/usage-error.ts';
import { table } from '../show/table.ts';

/** What one request may hold. */
const AT_ONCE_MAX = 1000;
/** Few enough that progress can be seen. */
const AT_ONCE = 100;

export const unlock: AdminCommand = {
  words: 'unlock',
  summary: 'give people a fresh budget of guesses: locks, hard cap and holds end',
  details: [
    'An attacker may be waiting for fresh guesses: be sure who is asking, or let the lock end by itself.',
    'Of many people each is unlocked by itself, and those that are not there are named; the command then ends with 1. Where the tenant wants it, somebody else has to approve an unlock of many.',
  ],
  args: [{ name: 'subject', meaning: 'ids of people', optional: true, many: true }],
  options: [
    REASON,
    PURPOSE,
    { flags: '--file <path>', meaning: 'more ids, one a line; - is stdin' },
  ],
  examples: [
    ['pintumbler unlock ann -t acme --reason "called, identity proven"', 'unlocks one person'],
    ['pintumbler unlock --file locked.txt -t acme --reason "outage"', 'unlocks all in the file'],
  ],
  seeAlso: ['subject show', 'subject unlock-password', 'approval list'],
  twins: ['POST /tenants/:tenant/subjects/:id/unlock', 'POST /tenants/:tenant/unlocks'],
  run: async (input) => {
    const file = input.text('file');
    const listed = file === undefined ? [] : readTextFile(file).split(/\r?\n/);
    const ids = [...input.args, ...listed].map((id) => id.trim()).filter((id) => id !== '');
    const [first, ...others] = new Set(ids);
    if (first === undefined) throw new UsageError('Say who, or name a file with --file.');
    return others.length === 0 ? unlockOne(input, first) : unlockMany(input, [first, ...others]);
  },
};

function aboutOf({ text }: Input) {
  const purpose = text('purpose');
  return { reason: text('reason'), ...(purpose !== undefined && { purpose }) };
}

async function unlockOne(input: Input, id: string): Promise<Report> {
  const path = `${input.tenant}/subjects/${segment(id)}/unlock`;
  const body = await input.api.send('POST', path, aboutOf(input));
  return changed(body, () => 'unlocked.');
}

async function unlockMany(input: Input, ids: readonly string[]): Promise<Report> {
  const { api, tenant, terminal } = input;
  // What has to be approved is one request: nobody should have to approve a hundred.
  const { approvals } = (await api.get(tenant)) as { approvals?: { bulkUnlock?: boolean } };
  const size = approvals?.bulkUnlock ? AT_ONCE_MAX : AT_ONCE;
  const results: Row[] = [];
  const waiting: Body[] = [];
  for (let from = 0; from < ids.length; from += size) {
    terminal.progress('unlocking', from, ids.length);
    const subjects = ids.slice(from, from + size);
    const body = await api.send('POST', `${tenant}/unlocks`, { subjects, ...aboutOf(input) });
    if (body['outcome'] === 'approval_needed') waiting.push(body);
    else results.push(...rowsOf(body, 'results'));
  }
  terminal.endProgress();
  const [needed] = waiting;
  if (needed !== undefined) {
    return { ...changed(needed, String), ...(waiting.length > 1 && { json: { waiting } }) };
  }
  const failed = results.filter(({ outcome }) => outcome !== 'unlocked');
  const text = [
    `${results.length - failed.length} of ${results.length} unlocked.`,
    ...(failed.length === 0 ? [] : [table(failed, ['subject', 'outcome'])]),
  ].join('\n\n');
  return { json: { results }, text, failed: failed.length > 0 };
}
