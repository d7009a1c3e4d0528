import { SETTINGS } from '../../packages/server/src/config/settings.ts';
import { settingsMarkdown } from './settings-markdown.mjs';
import { writePage } from './write-page.mjs';

writePage('docs/reference/settings.md', settingsMarkdown(Object.values(SETTINGS)));
