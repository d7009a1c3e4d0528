import type { AssetEntry, Assets } from './assets.ts';
import { type Html, html } from './html.ts';
import { MARK, MARK_ICON } from './mark.ts';

export interface Link {
  readonly href: string;
  readonly text: string;
}

/** What all pages of one origin have around them. */
export interface Shell {
  readonly assets: Assets;
  readonly links: readonly Link[];
}

export interface Page {
  readonly title: string;
  /** This page's own address, to mark it in the header. */
  readonly address?: string;
  readonly main: Html;
  readonly scripts?: readonly AssetEntry[];
}

const NAME = 'Pintumbler';

/** A whole document. The theme is linked, scripts are extras: a page is complete without either. */
export function renderPage({ assets, links }: Shell, page: Page): Html {
  const theme = assets.addressOf('src/theme.css');
  const scripts = (page.scripts ?? []).map((entry) => assets.addressOf(entry)).filter(isThere);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title === NAME ? NAME : `${page.title} · ${NAME}`}</title>
<link rel="icon" type="image/svg+xml" href="${MARK_ICON}">
${theme && html`<link rel="stylesheet" href="${theme}">`}
${scripts.map((address) => html`<script type="module" src="${address}"></script>\n`)}</head>
<body>
<a class="skip-link" href="#main">Skip to the content</a>
<header class="top">
<div class="frame">
<a class="brand" href="/">${MARK}<span>${NAME}</span></a>
${links.length > 0 && html`<nav aria-label="Pages"><ul>${links.map((link) => navItem(link, page.address))}</ul></nav>`}
</div>
</header>
<main id="main" class="frame" tabindex="-1">
${page.main}
</main>
<p id="announcer" class="visually-hidden" role="status"></p>
</body>
</html>
`;
}

function navItem({ href, text }: Link, current: string | undefined): Html {
  const mark = href === current && html` aria-current="page"`;
  return html`<li><a href="${href}"${mark}>${text}</a></li>`;
}

function isThere(address: string | undefined): address is string {
  return address !== undefined;
}
