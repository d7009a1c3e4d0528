import { expect, it } from 'vitest';
import { loadAssets } from './assets.ts';
import { html } from './html.ts';
import { renderPage } from './page.ts';

it('serves pages without styles, and says so in the log, when packages/web is not built', () => {
  const lines: unknown[] = [];
  const log = { error: (...line: readonly unknown[]) => void lines.push(line) };
  const assets = loadAssets(log, '@pintumbler/web/assets/gone.json');
  expect(JSON.stringify(lines)).toContain('npm run build');
  expect(assets.files.size).toBe(0);
  const page = { title: 'Bare', main: html`<h1>Bare</h1>`, scripts: ['src/copy.ts'] as const };
  const text = renderPage({ assets, links: [] }, page).toString();
  expect(text).toContain('<h1>Bare</h1>');
  expect(text).not.toMatch(/stylesheet|<script/);
});
