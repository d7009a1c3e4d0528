import type { Engine } from '../engine/engine.ts';
import { replaceFact, selectFact } from '../queries/facts.ts';

/** The fact that says that this database is being put in doubt, and that this is not done yet. */
const RESTORE_FACT = 'restore';

export async function markRestoring(engine: Engine): Promise<void> {
  const write = replaceFact(RESTORE_FACT, new TextEncoder().encode('running'));
  await engine.commit({ reads: [], decide: () => ({ writes: [write], result: undefined }) });
}

export async function unmarkRestoring(engine: Engine): Promise<void> {
  const write = { sql: 'DELETE FROM facts WHERE name = ?', params: [RESTORE_FACT] };
  await engine.commit({ reads: [], decide: () => ({ writes: [write], result: undefined }) });
}

/** Throws while some PINs are in doubt already and others are not. */
export async function refuseUnfinishedRestore(engine: Pick<Engine, 'query'>): Promise<void> {
  const [row] = await engine.query(selectFact(RESTORE_FACT));
  if (row === undefined) return;
  throw new Error(
    'pintumbler restore was begun on this database and not finished. Run the same command again.',
  );
}
