import { type Finding, ok } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'console url';

/** Where operators sign in. Without one they can on this machine, so it is nothing to mend. */
export async function checkConsoleUrl({ config }: Pick<Scene, 'config'>): Promise<Finding[]> {
  const { consoleUrl } = config;
  if (consoleUrl !== '') return [ok(NAME, consoleUrl)];
  return [ok(NAME, 'not set; operators sign in on this machine only (PINTUMBLER_CONSOLE_URL)')];
}
