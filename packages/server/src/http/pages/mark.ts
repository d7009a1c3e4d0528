import { html } from './html.ts';

/*
 * Our mark: the pins of a tumbler lock with the right key in it. The drivers above are all alike,
 * the key pins below differ, and the gaps between them line up.
 */
const SHAPES = html`<g fill="none" stroke-width="5" stroke-linecap="round">
<path class="drivers" stroke="#b9822b" d="M5.5 5.5v5m7-5v5m7-5v5m7-5v5"/>
<path class="keys" stroke="#4f9d94" d="M5.5 18v4m7-4v8.5m7-8.5v1.5m7-1.5v6"/></g>`;

/** Within a page: decoration beside the name, in the page's colours. */
export const MARK = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">${SHAPES}</svg>`;

/** As an address of its own, for the browser's tab; its colours show on light and dark. */
export const MARK_ICON = `data:image/svg+xml,${encodeURIComponent(
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${SHAPES}</svg>`.toString(),
)}`;
