import type { Readiness } from '../health.ts';
import { type Html, html } from '../pages/html.ts';

/** What the product is, the same wherever it introduces itself. */
export function introduction(health: Readiness): Html {
  return html`<div class="stack">
<h1>The server for PINs</h1>
<p class="lead">Pintumbler stands beside your application and owns everything about your users'
PINs: first set, change, verification, forgotten PINs and lockout.</p>
<p>${healthBadge(health)}</p>
</div>
`;
}

function healthBadge({ status, checks }: Readiness): Html {
  const failed = Object.keys(checks).filter((name) => checks[name] === 'failed');
  switch (status) {
    case 'ready':
      return html`<span class="badge good">Ready for PINs</span>`;
    case 'draining':
      return html`<span class="badge">Shutting down</span>`;
    case 'not_ready':
      return html`<span class="badge bad">Not ready: ${failed.join(', ')}</span>`;
  }
}

export interface Place {
  readonly title: string;
  readonly text: Html | string;
  /** Absent: not in this release, and said so. */
  readonly href?: string;
}

export function placeList(places: readonly Place[]): Html {
  return html`<ul class="places">${places.map(placeItem)}</ul>`;
}

function placeItem({ title, text, href }: Place): Html {
  const heading = href === undefined ? title : html`<a href="${href}">${title}</a>`;
  const absent = href === undefined && html`<p><span class="badge">Not in this release</span></p>`;
  return html`<li class="card stack"><h3>${heading}</h3><p class="soft small">${text}</p>${absent}</li>
`;
}
