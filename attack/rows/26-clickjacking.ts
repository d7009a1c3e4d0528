import { openVictim, startSite } from '../browser.ts';
import { openChallenge } from '../hosted.ts';
import { enrol } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';

export const clickjacking: Row = {
  number: 26,
  title: 'clickjacking',
  wants: 'a hosted page, or the console, in a frame under something else',
  holds: 'nobody may frame a page but the origins its tenant names; nobody at all the console',
  weakening: {
    what: 'lets anybody frame the hosted pages of a tenant that names nobody',
    edits: [
      {
        file: 'http/pad/page-rights.ts',
        find: `  return allowed.length === 0 ? "'none'" : allowed.join(' ');`,
        put: `  return allowed.length === 0 ? '*' : allowed.join(' ');`,
      },
    ],
    shows: /^a hosted page shows in a frame of .*$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const { url } = await openChallenge(target, 'verify', await enrol(target));
    const page = await openVictim(arena);
    await page.goto(url);
    mustBeSo((await page.locator('input').count()) > 0, 'the page by itself shows no input');
    const framed = {
      'a hosted page': url,
      'the console': `${target.baseUrl}/console`,
      'the first page': `${target.baseUrl}/`,
      'a page that is not there': `${target.padUrl}/c/nobody`,
    };
    for (const [what, address] of Object.entries(framed)) {
      const site = await startSite(arena, `<!doctype html><iframe src="${address}"></iframe>`);
      for (const from of [site.nearUrl, site.farUrl]) {
        await page.goto(from, { waitUntil: 'networkidle' });
        const frame = page.frames().find((each) => each !== page.mainFrame());
        mustBeSo(frame !== undefined, 'there is no frame');
        const isShown = !frame.url().startsWith('chrome-error:');
        mustHold(!isShown, `${what} shows in a frame of ${new URL(from).origin}`);
      }
    }
  },
};
