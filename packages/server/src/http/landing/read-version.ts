import { readFileSync } from 'node:fs';

// As far up from src/ as from dist/.
const PACKAGE = new URL('../../../package.json', import.meta.url);

export function readVersion(): string {
  return (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string }).version;
}
