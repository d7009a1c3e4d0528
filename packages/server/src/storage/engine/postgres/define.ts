import { setTimeout as wait } from 'node:timers/promises';
import type { Statement } from '../engine.ts';
import { withNumbers } from './given-rows.ts';
import { codeOf, toViolation } from './postgres-errors.ts';
import type { Session } from './session.ts';

/**
 * Whoever waits for a table makes everybody behind wait too: rather than hold up the PINs of other
 * nodes for as long as somebody's report reads it, we step back and try again.
 */
const BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '3s'";

/** A lock that did not come in time, and a deadlock with a node at work: nothing was done. */
const TRY_AGAIN = ['55P03', '40P01'];

/** Long enough for another node that makes the same change over many rows. */
const WAIT_MAX_MS = 10 * 60_000;
const PAUSE_MS = 250;

/**
 * Runs schema statements in one transaction; they are not worth preparing. Throws what refused
 * them, with nothing done.
 */
export async function define(session: Session, statements: readonly Statement[]): Promise<void> {
  const since = performance.now();
  for (;;) {
    try {
      return await runAll(session, statements);
    } catch (error) {
      const inTime = performance.now() - since < WAIT_MAX_MS;
      if (!TRY_AGAIN.includes(codeOf(error) ?? '') || !inTime) throw toViolation(error) ?? error;
      await wait(PAUSE_MS);
    }
  }
}

async function runAll(session: Session, statements: readonly Statement[]): Promise<void> {
  const connection = await session.connection();
  try {
    await connection.runText(BEGIN);
    for (const { sql, params } of statements) {
      if (params.length === 0) await connection.runText(sql);
      else await connection.run(withNumbers(sql), params);
    }
    await connection.runText('COMMIT');
  } catch (error) {
    await connection.runText('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
