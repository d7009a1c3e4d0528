import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openPage } from '../../packages/server/test/support/browser.ts';
import { startTestServer } from '../../packages/server/test/support/test-server.ts';
import { root } from '../workspace/root.mjs';
import { say } from '../workspace/say.mjs';
import { drawCirclePages } from './draw-circle-pages.mjs';
import { drawNativePages } from './draw-native-pages.mjs';

/*
 * Draws every page on which a PIN is typed, in two themes, for docs/pages/: `npm run pages`. The
 * demo server runs in this process, the browser is the one of the tests. Look at the result before
 * committing it: that is what it is for.
 */
const FOLDER = join(root, 'docs', 'pages');
const VIEWPORT = { width: 420, height: 640 };

const [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
const drawn = [];

/** A fresh page of a phone's width in a theme; `shoot` keeps what is on it under a name. */
async function open(theme) {
  const { page } = await openPage(browser, { viewport: VIEWPORT, colorScheme: 'light' });
  const shoot = async (name, title) => {
    const file = `${name}-${theme}.png`;
    await page.screenshot({ path: join(FOLDER, file), fullPage: true, animations: 'disabled' });
    drawn.push({ name, title, theme, file });
    say(`drew ${file}`);
  };
  return { page, shoot, close: () => page.context().close() };
}

try {
  mkdirSync(FOLDER, { recursive: true });
  await drawNativePages(server, open);
  await drawCirclePages(server, open);
  writeFileSync(join(FOLDER, 'README.md'), gallery());
} finally {
  await Promise.all([server.close(), browser.close()]);
}

/** A table with a row for each page and a column for each theme. */
function gallery() {
  const names = [...new Set(drawn.map(({ name }) => name))];
  const rows = names.map((name) => {
    const shots = drawn.filter((each) => each.name === name);
    const images = shots.map(({ title, theme, file }) => `![${title}, ${theme} theme](${file})`);
    return `| ${shots[0].title} | ${images.join(' | ')} |`;
  });
  return [
    '# The pages on which a PIN is typed',
    '',
    'Drawn by `npm run pages` from a running server, in our own theme and in one a tenant set. The',
    'last rows are the page that the browser SDK of the Circle wire opens.',
    '',
    '| page | our theme | the theme of a tenant or an app |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
