import { openApiText } from '../../packages/server/src/compose/openapi.ts';
import { writePage } from './write-page.mjs';

writePage('docs/reference/openapi.json', openApiText());
