import type { Assets } from '../pages/assets.ts';
import { type Html, html } from '../pages/html.ts';
import { MARK_ICON } from '../pages/mark.ts';
import { notice } from '../pages/parts.ts';

const UNBUILT = html`The console is not built. Run <code>npm run build</code> and start the server again.`;
const SCRIPTLESS = html`The console needs JavaScript. Everything in it can be done through the admin API as well.`;

/**
 * The one document of the console, the same at every address below it and for everybody: what it shows
 * comes through the admin API, once somebody has signed in.
 */
export function consoleShell(assets: Assets): Html {
  const style = assets.addressOf('src/console.css');
  const script = assets.addressOf('src/console/main.tsx');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Console · Pintumbler</title>
<link rel="icon" type="image/svg+xml" href="${MARK_ICON}">
${style && html`<link rel="stylesheet" href="${style}">`}
${script && html`<script type="module" src="${script}"></script>`}
</head>
<body>
<div id="console">${script === undefined && html`<main>${notice('Not built', UNBUILT)}</main>`}</div>
<noscript>${notice('No JavaScript', SCRIPTLESS)}</noscript>
</body>
</html>
`;
}
