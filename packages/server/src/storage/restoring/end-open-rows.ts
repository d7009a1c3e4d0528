import type { Instant } from '../../core/model/instant.ts';
import type { Engine, Statement } from '../engine/engine.ts';
import { CHAIN_FACT } from '../trail/open-trail.ts';

/** Why a message that waited is not sent any more. */
const GIVEN_UP = 'the backup it was in was restored';

/**
 * Ends what was open when the copy was made: it may have been used since, and would be good once
 * more. What was used up before stays used up. Sign-ins, sessions and grants end with it: nobody
 * knows which of them somebody ended.
 */
export async function endOpenRows(engine: Engine, now: Instant): Promise<void> {
  const writes: readonly Statement[] = [
    statement(`UPDATE one_time_codes SET state = 'superseded', mac = NULL WHERE state = 'open'`),
    statement(
      `UPDATE recoveries SET state = 'superseded', mac = NULL WHERE state IN ('open', 'proven')`,
    ),
    statement(
      `UPDATE challenges SET status = 'expired', settled_at = ?
        WHERE status IN ('pending', 'in_progress')`,
      now,
    ),
    // Those that are there were used; the others are good until they are gone.
    statement(`DELETE FROM single_use_values WHERE kind <> 'pin-jwe'`),
    statement('UPDATE sign_ins SET ended_at = ? WHERE ended_at IS NULL', now),
    statement('DELETE FROM operator_sessions'),
    statement(`UPDATE approvals SET state = 'stale', settled_at = ? WHERE state = 'pending'`, now),
    // Its numbers may have been given to other checkpoints since, and be in somebody's log.
    statement('DELETE FROM facts WHERE name = ?', CHAIN_FACT),
    // A call that was under way is not: its caller may send it again.
    statement('DELETE FROM receipts WHERE outcome IS NULL'),
    statement(
      `UPDATE messages SET state = 'dead', sealed = ?, leased_until = NULL, settled_at = ?,
        last_error = ? WHERE state = 'waiting'`,
      ...[new Uint8Array(), now, GIVEN_UP],
    ),
  ];
  await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
}

function statement(sql: string, ...params: Statement['params']): Statement {
  return { sql, params };
}
