import { type Html, html } from './html.ts';
import { MARK } from './mark.ts';

/** A command line with a button that copies it, for those who have scripts. */
export function commandLine(id: string, line: string, of: string): Html {
  return html`<div class="command"><pre><code id="${id}">${line}</code></pre>${copyButton(id, of)}</div>`;
}

/** Copies the text of the element `id` names; `of` says what that is. */
export function copyButton(id: string, of: string): Html {
  return html`<button type="button" class="button second" data-copy="${id}"><span class="before">Copy</span><span class="after">Copied</span><span class="visually-hidden"> ${of}</span></button>`;
}

/** A page that has one thing to say. */
export function notice(title: string, text: Html): Html {
  return html`<div class="stack notice">${MARK}<h1>${title}</h1><p class="lead">${text}</p></div>`;
}
