import { unreachable } from '../core/fault.ts';
import { findPooler, type Pooler } from '../storage/engine/postgres/find-pooler.ts';
import { type Finding, ok, problem } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'pooler';

/** What stands between the server and PostgreSQL, as far as can be seen from here. */
export async function checkPooler({ postgres }: Pick<Scene, 'postgres'>): Promise<Finding[]> {
  if (!postgres?.sessions) return [];
  const [one, other] = postgres.sessions;
  return [judgePooler(await findPooler(one, other))];
}

export function judgePooler(pooler: Pooler): Finding {
  switch (pooler) {
    case 'none':
      return ok(NAME, 'none seen');
    case 'session':
      return ok(NAME, 'one that gives each session one of the server, as far as can be seen');
    case 'transaction':
      return ok(NAME, 'one that shares sessions by transaction, and keeps prepared statements');
    case 'broken':
      return problem(
        NAME,
        'one that shares sessions by transaction, and loses prepared statements',
        'Use PgBouncer 1.21 or newer with max_prepared_statements = 500, or pool_mode = session.',
      );
    default:
      return unreachable(pooler);
  }
}
