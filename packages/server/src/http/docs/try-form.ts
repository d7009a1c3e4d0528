import { type Html, html } from '../pages/html.ts';
import { exampleOf } from './example-of.ts';
import type { Call, OpenApi, Parameter } from './open-api.ts';

/**
 * A form that sends a call to this server; shown where scripts run. Nothing for calls that a page
 * here cannot make: on another origin, or a GET with a body.
 */
export function tryForm(document: OpenApi, call: Call): Html | false {
  const {
    operationId: id,
    method,
    address,
    servers,
    parameters = [],
    requestBody,
    security,
  } = call;
  if (servers !== undefined || (method === 'GET' && requestBody !== undefined)) return false;
  const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const example = content && JSON.stringify(exampleOf(document, content.schema), null, 2);
  const proofs = security.flatMap((each) => Object.keys(each)).join(' ');
  return html`<form class="try stack" data-method="${method}" data-address="${address}" data-proofs="${proofs}"${mediaType !== undefined && html` data-media-type="${mediaType}"`} aria-label="Try ${method} ${address}" hidden>
<h4>Try it</h4>
${parameters.map((parameter) => field(document, id, parameter))}
${
  example !== undefined &&
  html`<label for="${id}-body">Body</label>
<textarea id="${id}-body" name="body" rows="${Math.min(14, example.split('\n').length + 1)}" spellcheck="false" autocomplete="off">${example}</textarea>`
}
<div class="row"><button type="submit" class="button">Send</button><span class="small soft" data-told role="status"></span></div>
<pre class="listing" tabindex="0" role="group" aria-label="Answer to ${method} ${address}" hidden><code data-answer></code></pre>
</form>`;
}

function field(document: OpenApi, id: string, parameter: Parameter): Html {
  const { name, in: place, required, schema } = parameter;
  const input = `${id}-${place}-${name}`;
  const example = required && place !== 'path' ? exampleOf(document, schema) : '';
  return html`<div class="field"><label for="${input}">${name}${!required && html` <span class="soft">(optional)</span>`}</label>
<input id="${input}" name="${name}" data-in="${place}" autocomplete="off" spellcheck="false"${required && html` required`} value="${example === 'text' ? '' : String(example)}"></div>
`;
}
