import { type Html, html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { groupsOf, type OpenApi, type Wire } from './open-api.ts';
import { addressOf } from './reference-page.ts';

/** Where the reference begins: every wire with what it is. */
export function overviewPage(document: OpenApi): Page {
  const main = html`<div class="stack">
<h1>API reference</h1>
<p class="lead">Every call this server takes, from the schemas it reads requests by. Calls can be
tried from here, and nothing on these pages comes from anywhere else.</p>
<p>For programs the same is at <a href="/openapi.json"><code>/openapi.json</code></a> (OpenAPI 3.1).
What an error code means is on the page of <a href="/docs/faults">faults</a>.</p>
</div>
<ul class="places">${document['x-wires'].map((wire) => wireCard(document, wire))}</ul>`;
  return { title: 'API reference', address: '/docs', main };
}

function wireCard(document: OpenApi, wire: Wire): Html {
  const calls = groupsOf(document, wire).flatMap((group) => group.calls).length;
  const [first = ''] = wire.description.split(/(?<=[.])\s/);
  return html`<li class="card stack"><h2><a href="${addressOf(wire)}">${wire.title}</a></h2>
<p class="soft small">${first}</p>
<p class="small">${wire.mount !== '' && html`<code>${wire.mount}</code> · `}${calls === 1 ? '1 call' : `${calls} calls`}</p></li>
`;
}
