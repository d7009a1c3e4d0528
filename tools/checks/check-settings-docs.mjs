import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findRuntime } from '../workspace/runtime.mjs';

export const SETTINGS_FILE = 'docs/reference/settings.md';
const WRITER = fileURLToPath(new URL('../docs/write-settings.mjs', import.meta.url));

/** Whether the reference page of the settings under `root` still says what the code says. */
export function checkSettingsDocs(root, expected = printSettingsDocs()) {
  const file = join(root, SETTINGS_FILE);
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (stored === undefined) return [`${SETTINGS_FILE} is missing`];
  return stored === expected ? [] : [`${SETTINGS_FILE} does not say what the code says`];
}

// A process of its own: whoever runs the checks may be on a Node that cannot read TypeScript.
function printSettingsDocs() {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  return execFileSync(findRuntime({ quiet: true }), [WRITER, '--print'], options);
}
