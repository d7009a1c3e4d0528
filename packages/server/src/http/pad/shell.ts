import { LANGUAGES, type Language } from '../../core/model/pages.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Assets } from '../pages/assets.ts';
import { type Html, html } from '../pages/html.ts';
import { MARK, MARK_ICON } from '../pages/mark.ts';
import { MESSAGES } from './messages/catalogue.ts';
import type { Surface } from './surface.ts';
import { hasTheme, themeAddress } from './theme.ts';

/** What stands on a hosted page. */
export interface HostedPage {
  readonly title: string;
  readonly main: Html;
  /** The page holds something its address does not lead back to: no link may lead away from it. */
  readonly unrepeatable?: true;
  /** Part of the page's own address, to be kept when the language changes. */
  readonly query?: 'done';
  /** How the challenge ended, for a page that is about nothing else; an embedding page may ask. */
  readonly over?: 'complete' | 'failed' | 'expired';
}

/**
 * A whole hosted page: the tenant's name and look around it, nothing that leads to the API or its
 * operators. Complete without its styles and its script.
 */
export function renderHosted(assets: Assets, surface: Surface, page: HostedPage): Html {
  const { tenant, language, messages } = surface;
  const style = assets.addressOf('src/pad.css');
  const script = assets.addressOf('src/pad.ts');
  const direction = messages.direction === 'rtl' && html` dir="rtl"`;
  // Under `no-referrer`, as the header has it, browsers submit forms with `Origin: null`.
  return html`<!doctype html>
<html lang="${language}"${direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<meta name="server-time" content="${new Date(surface.now()).toISOString()}">
<title>${tenant === null ? page.title : `${page.title} · ${tenant.name}`}</title>
<link rel="icon" type="image/svg+xml" href="${MARK_ICON}">
${style && html`<link rel="stylesheet" href="${style}">`}
${tenant !== null && hasTheme(tenant) && html`<link rel="stylesheet" href="${themeAddress(tenant)}">`}
${script && html`<script type="module" src="${script}"></script>`}
</head>
<body>
<main id="main" class="pad"${page.over && html` data-over="${page.over}"`}>
${brand(tenant)}
${page.main}
</main>
${page.unrepeatable ? false : languages(surface, page.query)}
</body>
</html>
`;
}

const LOGO = /^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/;

function brand(tenant: Tenant | null): Html {
  if (tenant === null)
    return html`<header class="pad-brand">${MARK}<span>Pintumbler</span></header>`;
  const { logo } = tenant.pages;
  // An image runs no script, whatever an SVG brings along. The name stands beside it, so no `alt`.
  const image = logo !== null && LOGO.test(logo) ? html`<img src="${logo}" alt="">` : MARK;
  return html`<header class="pad-brand">${image}<span>${tenant.name}</span></header>`;
}

function languages({ language, messages }: Surface, query: string | undefined): Html {
  const kept = query === undefined ? '' : `${query}&`;
  const link = (each: Language) =>
    html`<li><a href="?${kept}lang=${each}" lang="${each}" hreflang="${each}"${
      each === language && html` aria-current="true"`
    }>${MESSAGES[each].ownName}</a></li>`;
  return html`<nav class="pad-languages" aria-label="${messages.languages}"><ul>
${LANGUAGES.map(link)}
</ul></nav>`;
}
