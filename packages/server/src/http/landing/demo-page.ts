import type { Dialect } from '../../dialects/dialect.ts';
import type { Readiness } from '../health.ts';
import { type Html, html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { commandLine } from '../pages/parts.ts';
import type { DemoLine } from './demo-line.ts';
import { introduction, type Place, placeList } from './parts.ts';

export interface DemoView {
  readonly health: Readiness;
  readonly version: string;
  readonly dialects: readonly Dialect[];
  readonly lines: readonly DemoLine[];
  readonly addresses: { readonly baseUrl: string; readonly padUrl: string } | undefined;
}

/** From nothing to a verified PIN on one page: a line to paste for every wire the server speaks. */
export function demoPage(view: DemoView): Page {
  const { health, dialects, lines, addresses } = view;
  const main = html`<div class="hero">
${introduction(health)}
<section class="card stack" aria-labelledby="running">
<h2 id="running">What is running</h2>
${facts(view)}
</section>
</div>
<section class="stack" aria-labelledby="try">
<h2 id="try">Try it</h2>
<p class="soft">Paste a line into a terminal. Each one works as it is, against the demo tenant.</p>
${dialects.map((dialect) => dialectCard(dialect, lines))}
</section>
<section class="stack" aria-labelledby="watch">
<h2 id="watch">Watch it work</h2>
${placeList(DEV_PLACES)}
</section>
<section class="stack" aria-labelledby="places">
<h2 id="places">Where things are</h2>
${placeList(placesOf(addresses?.padUrl))}
</section>`;
  return { title: 'Pintumbler', address: '/', main, scripts: ['src/copy.ts'] };
}

function dialectCard({ name, title, mount }: Dialect, lines: readonly DemoLine[]): Html {
  const line = lines.find((each) => each.name === name)?.line;
  return html`<article class="card stack" aria-labelledby="dialect-${name}">
<div class="row apart"><h3 id="dialect-${name}">${title}</h3><code class="soft">${mount}</code></div>
${line !== undefined && commandLine(`line-${name}`, line, `the line for ${title}`)}
</article>
`;
}

const DEV_PLACES: readonly Place[] = [
  {
    title: 'Message inbox',
    text: 'Codes and notices that would have been sent',
    href: '/dev/inbox',
  },
  { title: 'Messages as JSON', text: 'The same for programs and tests', href: '/dev/messages' },
  { title: 'Events', text: 'What happened, newest first, as JSON', href: '/dev/events' },
];

function placesOf(padUrl: string | undefined): readonly Place[] {
  const pad = 'PIN pages for people, on an origin of their own';
  return [
    { title: 'Pad', text: pad, ...(padUrl !== undefined && { href: `${padUrl}/` }) },
    { title: 'Faults', text: 'What an error code means and what to do', href: '/docs/faults' },
    { title: 'Health', text: 'Database and keys, really tried', href: '/health/ready' },
    { title: 'Console', text: 'For support staff and operators', href: '/console' },
    { title: 'API reference', text: 'Every call of every wire, to try', href: '/docs' },
    { title: 'Sample app', text: 'A wallet on Circle’s own SDKs', href: '/sample' },
  ];
}

function facts({ version, addresses, health }: DemoView): Html {
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Version', version],
    ['Mode', 'Demo, on this machine only'],
    ['Base URL', html`<code>${addresses?.baseUrl}</code>`],
    ['Pad URL', html`<code>${addresses?.padUrl}</code>`],
    [
      'Checks',
      Object.entries(health.checks)
        .map((each) => each.join(' '))
        .join(', '),
    ],
    ['Credentials', html`<code>demo.json</code> in the data directory`],
  ];
  return html`<dl class="facts">${rows.map(([name, fact]) => html`<dt>${name}</dt><dd>${fact}</dd>\n`)}</dl>`;
}
