import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRuntime } from '../workspace/runtime.mjs';

export const FAULTS_FILE = 'docs/reference/faults.md';
const WRITER = fileURLToPath(new URL('../docs/write-faults.mjs', import.meta.url));

/** Whether the reference page of the faults under `root` still says what the code says. */
export function checkFaultDocs(root, expected = printFaultDocs()) {
  const file = join(root, FAULTS_FILE);
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (stored === undefined) return [`${FAULTS_FILE} is missing`];
  return stored === expected ? [] : [`${FAULTS_FILE} does not say what the code says`];
}

// A process of its own: whoever runs the checks may be on a Node that cannot read TypeScript.
function printFaultDocs() {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  return execFileSync(findRuntime({ quiet: true }), [WRITER, '--print'], options);
}
