import { Breach, type Row } from './row.ts';
import { type ArenaOptions, openArena } from './target/arena.ts';
import { OWN_TREE, weakenedTree } from './target/source-tree.ts';

export type Build = 'own' | 'weakened';

export interface Verdict {
  readonly row: Row;
  readonly build: Build;
  readonly engine: ArenaOptions['engine'];
  /** Own build: the attack was carried out and failed. Weakened: it succeeded, for the right reason. */
  readonly good: boolean;
  /** The breach, or why the attack could not be carried out. */
  readonly said: string | undefined;
  readonly seconds: number;
}

export type Setting = Omit<ArenaOptions, 'tree'>;

/** Runs a row against the server as it is, or against one that was weakened on purpose for it. */
export async function runRow(row: Row, build: Build, setting: Setting): Promise<Verdict> {
  const startedAt = performance.now();
  const tree = build === 'own' ? OWN_TREE : weakenedTree(row.weakening.edits);
  const arena = openArena({ ...setting, tree });
  let error: unknown;
  try {
    await row.run(arena);
  } catch (thrown) {
    error = thrown;
  } finally {
    await arena.close();
    tree.remove();
  }
  const breach = error instanceof Breach ? error.message : undefined;
  const good =
    build === 'own'
      ? error === undefined
      : breach !== undefined && row.weakening.shows.test(breach);
  const said = error === undefined ? undefined : describe(error);
  const seconds = (performance.now() - startedAt) / 1000;
  return { row, build, engine: setting.engine, good, said, seconds };
}

function describe(error: unknown): string {
  if (error instanceof Breach) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
