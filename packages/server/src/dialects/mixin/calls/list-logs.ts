import type { Activity } from '../../../core/model/activity.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { nameBasedId } from '../../name-based-id.ts';
import { answer } from '../answers.ts';
import { ACTIVITIES, codeOf, FAILURES, PIN_INCORRECT } from '../log-kinds.ts';
import { type LogQuery, logQueryShape, readLogQuery } from '../log-query.ts';
import { defineQuery, type Exchange } from '../mixin-call.ts';
import { lists } from '../wire-answers.ts';

/** Apps count the wrong PINs of 24 hours in it, and show five minus that as the tries left. */
export const listLogs = defineQuery({
  path: '/logs',
  summary: 'List wrong PINs, and what else happened to the PIN, newest first',
  data: lists.log,
  query: logQueryShape,
  run: async (exchange) => {
    const entries = await readEntries(exchange, readLogQuery(exchange.request));
    return answer(await Promise.all(entries.map((entry) => logObject(exchange, entry))));
  },
});

async function readEntries(
  { core, call, subject }: Exchange,
  { category, ...page }: LogQuery,
): Promise<readonly Activity[]> {
  const query = { ...page, subject, purpose: DEFAULT_PURPOSE };
  // As many as the lock counts: an unlock or a renewed PIN clears both.
  const readFailures = () =>
    core.listActivity(call, { ...query, kinds: FAILURES, sinceCleared: true });
  switch (category) {
    case PIN_INCORRECT:
      return readFailures();
    case '': {
      const activities = await core.listActivity(call, { ...query, kinds: ACTIVITIES });
      const newestFirst = [...(await readFailures()), ...activities].sort((a, b) => b.seq - a.seq);
      return newestFirst.slice(0, page.limit);
    }
    default:
      return [];
  }
}

async function logObject({ core, call }: Exchange, { seq, entry }: Activity) {
  return {
    type: 'log',
    log_id: await nameBasedId(core, call, 'log', String(seq)),
    code: codeOf(entry),
    ip_address: entry.source,
    // Phones want the field; where an address is nobody here knows.
    ip_location: '',
    created_at: new Date(entry.at).toISOString(),
  };
}
