import { expect, it } from 'vitest';
import { settingsMarkdown } from './settings-markdown.mjs';

it('offers no flag for a secret, and keeps a bar in the text from ending the cell', () => {
  const port = { name: 'port', env: 'P_PORT', flag: '--port', fallback: '8080', meaning: 'A | b' };
  const key = { name: 'key', env: 'P_KEY', flag: '--key', fallback: '', meaning: 'door' };
  const markdown = settingsMarkdown([port, { ...key, secret: true }]);
  expect(markdown).toContain('| `port` | `P_PORT` | `--port` | `8080` | A \\| b |');
  expect(markdown).toContain('| `key` | `P_KEY` | none | none | door |');
});
