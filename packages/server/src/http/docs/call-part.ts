import { type Html, html } from '../pages/html.ts';
import { exampleOf } from './example-of.ts';
import {
  type Call,
  type Content,
  followResponse,
  type OpenApi,
  type Parameter,
  type Schema,
} from './open-api.ts';
import { schemaText } from './schema-text.ts';
import { tryForm } from './try-form.ts';

/** One call: closed it is a line, open it is everything there is to know, and a form to send it. */
export function callPart(document: OpenApi, call: Call): Html {
  const { operationId, method, address, summary, description, parameters = [] } = call;
  const { requestBody } = call;
  return html`<details class="call" id="${operationId}">
<summary><span class="method ${method.toLowerCase()}">${method}</span><code>${address}</code><span class="soft">${summary}</span></summary>
<div class="stack">
${description !== undefined && html`<p>${description}</p>`}
<p class="small soft">${proofWords(document, call)}</p>
${parameters.length > 0 && html`<h4>Parameters</h4>${parameterList(document, parameters)}`}
${
  requestBody !== undefined &&
  html`<h4>Body</h4>${requestBody.description !== undefined && html`<p class="small soft">${requestBody.description}</p>`}${contentPart(document, requestBody.content, `Body of ${method} ${address}`)}`
}
<h4>Answers</h4>
${Object.entries(call.responses).map(([status, response]) => answerPart(document, call, status, response))}
${tryForm(document, call)}
</div>
</details>
`;
}

function proofWords(document: OpenApi, { security, servers }: Call): string {
  if (servers !== undefined) return 'On the origin of the hosted pages: not to be tried from here.';
  const names = security.flatMap((each) => Object.keys(each));
  const shown = names.flatMap((name) => document.components.securitySchemes[name] ?? []);
  if (shown.length === 0) return 'Needs no key.';
  const words = shown.map(({ name, scheme, description }) => {
    const place = name ?? `Authorization: ${scheme === 'basic' ? 'Basic' : 'Bearer'}`;
    return `${place} (${description})`;
  });
  return `Needs ${words.join(' and ')}.`;
}

function parameterList(document: OpenApi, parameters: readonly Parameter[]): Html {
  return html`<dl class="facts">${parameters.map(
    ({ name, in: place, required, description, schema }) => html`<dt><code>${name}</code></dt>
<dd class="small">${place}, ${required ? 'required' : 'optional'}: <code>${schemaText(document, schema)}</code>${description !== undefined && html` ${description}`}</dd>
`,
  )}</dl>`;
}

function answerPart(
  document: OpenApi,
  { method, address, responses }: Call,
  status: string,
  given: Call['responses'][string],
): Html {
  const { description, content } = followResponse(document, given);
  const words = html`<span class="badge ${/^[23]/.test(status) ? 'good' : ''}">${status}</span> <span class="small">${description}</span>`;
  const part =
    content && contentPart(document, content, `Answer ${status} of ${method} ${address}`);
  // What is common to all calls of a wire stays folded.
  const common = given.$ref !== undefined && Object.keys(responses).length > 1;
  if (part === undefined) return html`<p>${words}</p>`;
  return html`<details class="answer"${!common && html` open`}><summary>${words}</summary>${part}</details>`;
}

function contentPart(document: OpenApi, content: Content, label: string): Html {
  return html`${Object.entries(content).map(
    ([
      mediaType,
      { schema },
    ]) => html`<div class="stack"><p class="small soft"><code>${mediaType}</code></p>
${codePart(schemaText(document, schema), label)}
${isStructured(document, schema) && html`<details><summary class="small">Example</summary>${codePart(JSON.stringify(exampleOf(document, schema), null, 2), `Example: ${label}`)}</details>`}</div>
`,
  )}`;
}

function isStructured(document: OpenApi, schema: Schema): boolean {
  const example = exampleOf(document, schema);
  return typeof example === 'object' && example !== null && Object.keys(example).length > 0;
}

function codePart(text: string, label: string): Html {
  return html`<pre class="listing" tabindex="0" role="group" aria-label="${label}"><code>${text}</code></pre>`;
}
