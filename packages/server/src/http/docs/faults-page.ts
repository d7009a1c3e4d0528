import { FAULT_CODES, type FaultCode } from '../../core/fault.ts';
import { FAULT_GUIDE } from '../../dialects/fault-guide.ts';
import { statusOf } from '../../dialects/problem.ts';
import { type Html, html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';

/** Where the `type` of every problem answer leads: `/docs/faults#` and the code. */
export function faultsPage(): Page {
  const main = html`<div class="stack">
<h1>Faults</h1>
<p class="lead">A fault says that a request or a part of the server is broken. What a person got
wrong, a PIN for example, is not a fault but an outcome in an ordinary answer.</p>
<p class="soft">Problem answers (RFC 9457) carry the code as <code>code</code> and a
<code>requestId</code> to quote. Codes are stable: programs may rely on them.</p>
</div>
<ul>${FAULT_CODES.map(faultItem)}</ul>`;
  return { title: 'Faults', address: '/docs/faults', main };
}

function faultItem(code: FaultCode): Html {
  return html`<li class="fault" id="${code}">
<div class="row"><h2><a href="#${code}"><code>${code}</code></a></h2>
<span class="badge">HTTP ${statusOf({ code })}</span></div>
<p>${FAULT_GUIDE[code]}</p>
</li>
`;
}
