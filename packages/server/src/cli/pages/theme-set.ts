import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand, Input } from '../frame/admin-command.ts';
import { readAssignments } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';
import { showTheme } from './theme-show.ts';

const IMAGES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

export const themeSet: AdminCommand = {
  words: 'theme set',
  summary: "change how a tenant's hosted pages look, and who may embed them",
  details: [
    'Colours are accent and onAccent, paper, surface and ink, each #rrggbb; text has to be readable on its ground. Given colours replace all that were given before.',
  ],
  options: [
    { flags: '--colour <name=#rrggbb>', meaning: 'one colour; again for more', many: true },
    { flags: '--logo <file|none>', meaning: 'PNG, JPEG, WebP or SVG, at most 36 KiB' },
    { flags: '--language <code>', meaning: 'where a browser asks for none we speak' },
    {
      flags: '--embedded-by <origin|none>',
      meaning: 'whose pages may; again for more',
      many: true,
    },
  ],
  examples: [
    ['pintumbler theme set -t acme --colour accent=#0b5fff --colour onAccent=#ffffff', 'buttons'],
    ['pintumbler theme set -t acme --logo acme.svg', 'a logo above every page'],
  ],
  seeAlso: ['theme show'],
  twins: ['PATCH /tenants/:tenant'],
  run: async (input) => {
    const pages = readPages(input);
    if (Object.keys(pages).length === 0) throw new UsageError('Say what to change: see --help.');
    const body = await input.api.send('PATCH', input.tenant, { pages });
    const after = (body['pages'] ?? {}) as Body;
    return { json: after, text: showTheme(after) };
  },
};

function readPages({ text, list }: Pick<Input, 'text' | 'list'>) {
  const colours = list('colour');
  const origins = list('embedded-by');
  const logo = text('logo');
  const language = text('language');
  return {
    ...(colours.length > 0 && { theme: readAssignments(colours) }),
    ...(logo !== undefined && { logo: logo === 'none' ? null : readImage(logo) }),
    ...(language !== undefined && { language }),
    ...(origins.length > 0 && { frameAncestors: origins.filter((each) => each !== 'none') }),
  };
}

function readImage(path: string): string {
  const mediaType = IMAGES[extname(path).toLowerCase()];
  if (mediaType === undefined) throw new UsageError('--logo must be PNG, JPEG, WebP or SVG.');
  return `data:${mediaType};base64,${readFileSync(path).toString('base64')}`;
}
