import type { Activity } from '../../../core/model/activity.ts';
import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { nameBasedId } from '../../name-based-id.ts';
import { answer } from '../answers.ts';
import { ACTIVITIES, codeOf, FAILURES, PIN_INCORRECT } from '../log-kinds.ts';
import { type LogQuery, readLogQuery } from '../log-query.ts';
import { defineQuery, type Exchange } from '../mixin-call.ts';

/** Apps count the wrong PINs of 24 hours in it, and show five minus that as the tries left. */
export const listLogs = defineQuery({
  path: '/logs',
  summary: 'List wrong PINs, and what else happened to the PIN, newest first',
  run: async (exchange) => {
    const query = readLogQuery(exchange.request);
    const entries = await readEntries(exchange, query);
    return answer(await Promise.all(entries.map((entry) => logObject(exchange, entry))));
  },
});

async function readEntries(exchange: Exchange, query: LogQuery): Promise<readonly Activity[]> {
  switch (query.category) {
    case PIN_INCORRECT:
      return readFailures(exchange, query);
    case '': {
      const both = [await readFailures(exchange, query), await readActivities(exchange, query)];
      const newestFirst = both.flat().sort((a, b) => b.seq - a.seq);
      return newestFirst.slice(0, query.limit);
    }
    default:
      return [];
  }
}

/** As many as the lock counts: an unlock or a renewed PIN clears both. */
function readFailures({ core, call, subject }: Exchange, { category: _, ...page }: LogQuery) {
  const about = { subject, purpose: DEFAULT_PURPOSE, sinceCleared: true } as const;
  return core.listActivity(call, { ...page, ...about, kinds: FAILURES });
}

function readActivities({ core, call, subject }: Exchange, { category: _, ...page }: LogQuery) {
  const about = { subject, purpose: DEFAULT_PURPOSE };
  return core.listActivity(call, { ...page, ...about, kinds: ACTIVITIES });
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
