import type { FastifyInstance } from 'fastify';
import type { Core } from '../../core/core.ts';
import { THEME_COLOURS, type ThemeColour } from '../../core/model/pages.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

const PROPERTIES: Readonly<Record<ThemeColour, string>> = {
  accent: '--pad-accent',
  onAccent: '--pad-on-accent',
  paper: '--pad-paper',
  surface: '--pad-surface',
  ink: '--pad-ink',
};

const COLOUR = /^#[0-9a-f]{6}$/i;
const MAX_AGE_SECONDS = 60;

export function hasTheme(tenant: Tenant): boolean {
  return themeRules(tenant) !== '';
}

export function themeAddress({ id }: Tenant): string {
  return `/theme/${encodeURIComponent(id)}.css`;
}

/** Custom properties and nothing else: what is not a colour does not get into the stylesheet. */
export function themeRules({ pages: { theme } }: Pick<Tenant, 'pages'>): string {
  return THEME_COLOURS.map((name) => {
    const value = theme[name];
    return value !== undefined && COLOUR.test(value) ? `${PROPERTIES[name]}: ${value};` : '';
  }).join('');
}

/**
 * A tenant's colours at an address without any secret, so that it may stand in a history or a log.
 * Tenants that do not exist have no colours either: the answer tells nobody which do.
 */
export function mountTheme(pad: FastifyInstance, core: Pick<Core, 'readTenant'>): void {
  pad.get<{ Params: { file: string } }>('/theme/:file', async ({ params: { file } }, reply) => {
    const tenant = file.endsWith('.css') ? await core.readTenant(file.slice(0, -4)) : null;
    const rules = tenant === null ? '' : themeRules(tenant);
    reply.headers({
      'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
      ...ANSWER_HEADERS,
    });
    return reply.type('text/css; charset=utf-8').send(rules === '' ? '' : `:root{${rules}}\n`);
  });
}
