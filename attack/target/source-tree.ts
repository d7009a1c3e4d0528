import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit } from '../row.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVER = join(ROOT, 'packages/server');

/** Sources of the server, ready to be run. */
export interface SourceTree {
  /** Its program. */
  readonly main: string;
  remove(): void;
}

/** The server as it is. */
export const OWN_TREE: SourceTree = { main: join(SERVER, 'src/main.ts'), remove: () => undefined };

/**
 * A copy of the server's sources with something taken away. Everything around them is the original:
 * packages, data files and built pages. Throws when an edit does not find its text exactly once, so
 * that no weakening goes on looking like one after the code has moved.
 */
export function weakenedTree(edits: readonly Edit[]): SourceTree {
  // One after the other in one place: what Node compiled of files without an edit can be used again.
  const folder = join(tmpdir(), `pintumbler-weakened-${process.pid}`);
  mkdirSync(folder);
  const server = join(folder, 'packages/server');
  mkdirSync(server, { recursive: true });
  cpSync(join(SERVER, 'src'), join(server, 'src'), { recursive: true });
  cpSync(join(SERVER, 'package.json'), join(server, 'package.json'));
  symlinkSync(join(SERVER, 'data'), join(server, 'data'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const nested = join(SERVER, 'node_modules');
  if (existsSync(nested)) symlinkSync(nested, join(server, 'node_modules'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const edit of edits) apply(edit, join(server, 'src', edit.file));
  } catch (error) {
    remove();
    throw error;
  }
  return { main: join(server, 'src/main.ts'), remove };
}

/** Problems of edits that cannot be applied to the sources as they are; empty when all can. */
export function unappliable(edits: readonly Edit[]): readonly string[] {
  return edits.flatMap((edit) => {
    const path = join(SERVER, 'src', edit.file);
    if (!existsSync(path)) return [`${edit.file} is not there`];
    const times = readFileSync(path, 'utf8').split(edit.find).length - 1;
    return times === 1 ? [] : [`${edit.file} has this ${times} times: ${edit.find}`];
  });
}

function apply({ find, put, ...edit }: Edit, path: string): void {
  const [problem] = unappliable([{ find, put, ...edit }]);
  if (problem !== undefined) throw new Error(problem);
  const text = readFileSync(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`two edits of one weakening are in each other's way`);
  writeFileSync(path, parts.join(put));
}
