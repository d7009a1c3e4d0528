import { type Html, html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { callPart } from './call-part.ts';
import { type Group, groupsOf, type OpenApi, type Proof, type Wire } from './open-api.ts';

/** All calls of one wire. Complete without scripts; with them each call can be tried. */
export function referencePage(document: OpenApi, wire: Wire): Page {
  const groups = groupsOf(document, wire);
  const main = html`<div class="reference">
<nav class="wires stack" aria-label="Reference">
${document['x-wires'].map((each) => wireItem(each, wire, groups))}
</nav>
<div class="stack calls">
<h1>${wire.title}</h1>
<p class="lead">${wire.description}</p>
${wire.mount !== '' && html`<p class="soft">Below <code>${wire.mount}</code>.</p>`}
${keyCard(document, wire)}
${groups.map(groupPart(document))}
</div>
</div>`;
  const scripts = ['src/copy.ts', 'src/reference.ts'] as const;
  return { title: wire.title, address: '/docs', main, scripts };
}

export function addressOf({ name }: Wire): string {
  return `/docs/${name}`;
}

function idOf(title: string): string {
  return `group-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

function wireItem(each: Wire, current: Wire, groups: readonly Group[]): Html {
  const isCurrent = each.name === current.name;
  const mark = isCurrent && html` aria-current="page"`;
  const inside =
    isCurrent &&
    groups.length > 1 &&
    html`<ul>${groups.map(({ title }) => html`<li><a href="#${idOf(title)}">${title}</a></li>\n`)}</ul>`;
  return html`<div><a href="${addressOf(each)}"${mark}>${each.title}</a>${inside}</div>
`;
}

function groupPart(document: OpenApi) {
  return ({ title, calls }: Group): Html => {
    const id = idOf(title);
    return html`<section class="stack" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<div>${calls.map((call) => callPart(document, call))}</div>
</section>
`;
  };
}

/** Where the key goes that is sent along. It stays in this field: nothing keeps it. */
function keyCard(document: OpenApi, { name }: Wire): Html | false {
  const proofs = Object.entries(document.components.securitySchemes).filter(([each]) =>
    each.startsWith(`${name}.`),
  );
  if (proofs.length === 0) return false;
  return html`<section class="card stack try-keys" aria-labelledby="keys" hidden>
<h2 id="keys">To try calls from this page</h2>
<p class="small soft">What you paste stays in this page until you leave it, and is sent to this server alone. Calls are real: they change data and cost attempts.</p>
${proofs.map(([each, proof]) => proofField(each, proof))}
</section>`;
}

function proofField(name: string, { type, scheme, name: header, description }: Proof): Html {
  const kind = type === 'http' ? (scheme ?? '') : 'header';
  const label = header ?? (scheme === 'basic' ? 'Name:secret' : 'Bearer key or token');
  return html`<div class="field"><label for="proof-${name}">${label}</label>
<input id="proof-${name}" type="password" autocomplete="off" spellcheck="false" data-proof="${name}" data-kind="${kind}" data-header="${header ?? 'authorization'}" aria-describedby="about-${name}">
<p class="small soft" id="about-${name}">${description}</p></div>
`;
}
