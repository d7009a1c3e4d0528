import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'admin key';

/** Nodes that each made one do not accept the other's. */
export async function checkAdminKey({
  config,
  postgres,
}: Pick<Scene, 'config' | 'postgres'>): Promise<Finding[]> {
  if (config.adminKey !== '') return [ok(NAME, 'given by setting')];
  const looked = 'made by this node, in its data directory';
  if (postgres === null) return [ok(NAME, looked)];
  const todo = 'Give all nodes the same one: PINTUMBLER_ADMIN_KEY or PINTUMBLER_ADMIN_KEY_FILE.';
  return [warning(NAME, looked, todo)];
}
