import { expect, it } from 'vitest';
import { settingsMarkdown } from '../docs/settings-markdown.mjs';
import { root } from '../workspace/root.mjs';
import { checkSettingsDocs, SETTINGS_FILE } from './check-settings-docs.mjs';
import { makeTree } from './fixture.mjs';

const port = {
  name: 'port',
  env: 'P_PORT',
  flag: '--port',
  fallback: '8080',
  meaning: 'API | web',
};
const key = {
  name: 'key',
  env: 'P_KEY',
  flag: '--key',
  fallback: '',
  meaning: 'door',
  secret: true,
};
const markdown = settingsMarkdown([port, key]);

it('passes on the page that the code makes, and on the one in this repository', () => {
  expect(checkSettingsDocs(makeTree({ [SETTINGS_FILE]: markdown }), markdown)).toEqual([]);
  expect(checkSettingsDocs(root)).toEqual([]);
});

it('fails on a page that is older than the code, and on none', () => {
  const older = makeTree({ [SETTINGS_FILE]: markdown.replace('8080', '80') });
  expect(checkSettingsDocs(older, markdown)).toEqual([expect.stringMatching(/does not say/)]);
  expect(checkSettingsDocs(makeTree({}), markdown)).toEqual([expect.stringMatching(/is missing/)]);
});

it('offers no flag for a secret, and keeps a bar in the text from ending the cell', () => {
  expect(markdown).toContain('| `port` | `P_PORT` | `--port` | `8080` | API \\| web |');
  expect(markdown).toContain('| `key` | `P_KEY` | none | none | door |');
});
