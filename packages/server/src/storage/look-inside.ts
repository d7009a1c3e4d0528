import type { Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import type { Look } from './engine/look.ts';
import { readSchema } from './migrate.ts';
import { bytes } from './queries/column.ts';
import { selectFact } from './queries/facts.ts';
import { type Schema, selectLatest, toSchema } from './queries/schema.ts';

/** `null`: nothing was ever stored there. */
export async function readSchemaOf(look: Look): Promise<Schema | null> {
  if (!(await look.hasTable('schema_migrations'))) return null;
  // A server of before there was a reach made it, and no newer one was here since.
  if (await look.hasTable('schema_reach')) return readSchema(look);
  const [row] = await look.query(selectLatest());
  return row === undefined ? null : toSchema(row);
}

/** Facts of a database whose schema is known to be there. */
export function factReader(engine: Pick<Engine, 'query'>): Store['readFact'] {
  return async (name) => {
    const [row] = await engine.query(selectFact(name));
    return row === undefined ? null : bytes(row, 'value');
  };
}

/** What the installation knows about itself, read from outside. */
export function factsOf(look: Look): Pick<Store, 'readFact'> {
  return {
    async readFact(name) {
      if (!(await look.hasTable('facts'))) return null;
      const [row] = await look.query(selectFact(name));
      return row === undefined ? null : bytes(row, 'value');
    },
  };
}
