import type { Readiness } from '../health.ts';
import { html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { introduction, placeList } from './parts.ts';

/** For whoever opens a production server in a browser: its name, its health, and no more. */
export function productionPage(health: Readiness): Page {
  const places = placeList([
    { title: 'Readiness', text: 'Whether it can take PINs now', href: '/health/ready' },
    { title: 'Liveness', text: 'Whether the process answers', href: '/health/live' },
    { title: 'API reference', text: 'Every call of every wire', href: '/docs' },
    { title: 'Faults', text: 'What an error code means and what to do', href: '/docs/faults' },
  ]);
  return { title: 'Pintumbler', address: '/', main: html`${introduction(health)}${places}` };
}
