import { readSchemaOf } from '../storage/look-inside.ts';
import { latestOf } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import type { Schema } from '../storage/queries/schema.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'schema';

/** Whether this version of the server runs on the data. */
export async function checkSchema({ look }: Pick<Scene, 'look'>): Promise<Finding[]> {
  if (look === null) return [];
  const schema = await readSchemaOf(look);
  return [judgeSchema(schema, latestOf(MIGRATIONS))];
}

/** `null`: nothing was ever stored. `latest`: what this server was built for. */
export function judgeSchema(schema: Schema | null, latest: number): Finding {
  if (schema === null) return ok(NAME, 'empty; the first start makes it');
  const { version, oldest } = schema;
  if (oldest > latest) {
    const looked = `${version}; it needs a server that knows ${oldest}, this one knows ${latest}`;
    return problem(NAME, looked, 'Run the newer version of Pintumbler that made it.');
  }
  if (version > latest) {
    const looked = `${version}, made by a newer server; this one knows ${latest} and may run`;
    return warning(NAME, looked, 'Upgrade this node too: the next step may leave it behind.');
  }
  if (version < latest) {
    return ok(NAME, `${version}; the next start brings it to ${latest}`);
  }
  return ok(NAME, String(version));
}
