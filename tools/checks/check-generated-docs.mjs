import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATED_PAGES } from '../docs/generated-pages.mjs';
import { root as repository } from '../workspace/root.mjs';
import { findRuntime } from '../workspace/runtime.mjs';

/** Whether every generated page under `root` still says what the code says. */
export function checkGeneratedDocs(root, pages = GENERATED_PAGES, print = printPage) {
  return pages.flatMap(({ page, writer }) => {
    const file = join(root, page);
    if (!existsSync(file)) return [`${page} is missing: run ${writer}`];
    if (readFileSync(file, 'utf8') === print(writer)) return [];
    return [`${page} does not say what the code says: run ${writer}`];
  });
}

/** The description of all calls is long. */
const PAGE_MAX_BYTES = 16 * 1024 * 1024;

// A process of its own: whoever runs the checks may be on a Node that cannot read TypeScript.
function printPage(writer) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const options = { encoding: 'utf8', stdio, maxBuffer: PAGE_MAX_BYTES };
  return execFileSync(findRuntime({ quiet: true }), [join(repository, writer), '--print'], options);
}
