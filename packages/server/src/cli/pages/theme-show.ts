import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields } from '../show/table.ts';

export const themeShow: AdminCommand = {
  words: 'theme show',
  summary: "show how a tenant's hosted pages look, and who may embed them",
  examples: [['pintumbler theme show -t acme', 'shows colours, language and origins']],
  seeAlso: ['theme set'],
  twins: ['GET /tenants/:tenant'],
  run: async ({ api, tenant }) => {
    const pages = ((await api.get(tenant))['pages'] ?? {}) as Body;
    return { json: pages, text: showTheme(pages) };
  },
};

export function showTheme({ theme, logo, language, frameAncestors }: Body): string {
  return fields([
    ...Object.entries((theme ?? {}) as object),
    ['logo', logo === null || logo === undefined ? null : `${String(logo).length} characters`],
    ['language', language],
    ['embedded by', frameAncestors],
  ]);
}
