import { DIALECTS } from '../dialects/registry.ts';
import { readVersion } from '../http/landing/read-version.ts';
import { openApiDocument } from '../http/openapi/document.ts';

/** The description of every call as text, ready to be a file; needs neither data nor settings. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(DIALECTS, readVersion()), null, 2)}\n`;
}
