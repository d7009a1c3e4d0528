import { setTimeout as wait } from 'node:timers/promises';
import type { Statement } from '../engine.ts';
import type { Connect } from './connect.ts';
import { withNumbers } from './given-rows.ts';
import { isLockTrouble, toViolation } from './postgres-errors.ts';

/**
 * Whoever waits for a table makes everybody behind wait too: rather than hold up the PINs of other
 * nodes for as long as somebody's report reads it, we step back and try again.
 */
const BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '3s'";

/** Long enough for another node that makes the same change over many rows. */
const WAIT_MAX_MS = 10 * 60_000;
const PAUSE_MS = 250;

/**
 * Runs schema statements in one transaction, on a connection of its own. Throws what refused them,
 * with nothing done.
 */
export async function define(connect: Connect, statements: readonly Statement[]): Promise<void> {
  const since = performance.now();
  for (;;) {
    try {
      return await runAll(connect, statements);
    } catch (error) {
      const inTime = performance.now() - since < WAIT_MAX_MS;
      if (!isLockTrouble(error) || !inTime) throw toViolation(error) ?? error;
      await wait(PAUSE_MS);
    }
  }
}

async function runAll(connect: Connect, statements: readonly Statement[]): Promise<void> {
  const connection = await connect();
  try {
    await connection.runText(BEGIN);
    for (const { sql, params } of statements) {
      // Schema statements have no placeholders and are not worth preparing.
      if (params.length === 0) await connection.runText(sql);
      else await connection.run(withNumbers(sql), params);
    }
    await connection.runText('COMMIT');
  } finally {
    // What is not committed by now ends with its session.
    await connection.close();
  }
}
