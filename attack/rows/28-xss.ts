import type { Page } from 'playwright-core';
import { openVictim } from '../browser.ts';
import { openChallenge } from '../hosted.ts';
import { enrol, PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

/** Shows itself as an element where it is read as markup, and as a variable where it runs. */
const MARKUP = `"'><b class=pwned>x</b><img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`;

export const xss: Row = {
  number: 28,
  title: 'XSS',
  wants: 'texts of callers, tenants or persons to become markup or script of a page',
  holds: 'markup comes from templates that escape; the policy of every page runs no inline script',
  weakening: {
    what: 'does not escape what is put into templates',
    edits: [
      {
        file: 'http/pages/html.ts',
        find: `  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');`,
        put: '  return String(value);',
      },
    ],
    shows: /^a text became markup of a hosted page$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const page = await openVictim(arena);
    page.on('dialog', (dialog) => dialog.dismiss());
    for (const url of await hostedPages(target)) {
      await page.goto(url);
      mustBeSo((await page.content()).includes('pwned'), `the text is nowhere on ${url}`);
      await mustBeText(page, 'a hosted page');
    }
    await page.goto(`${target.baseUrl}/dev/inbox`);
    await mustBeText(page, 'the inbox');
    const addresses = [
      `${target.baseUrl}/${encodeURIComponent(MARKUP)}`,
      `${target.padUrl}/c/${encodeURIComponent(MARKUP)}`,
      `${target.baseUrl}/docs/${encodeURIComponent(MARKUP)}`,
      `${target.baseUrl}/console/${encodeURIComponent(MARKUP)}`,
    ];
    for (const address of addresses) {
      await page.goto(address);
      await mustBeText(page, `the page at ${new URL(address).pathname.slice(0, 8)}`);
    }
    await policies(target);
  },
};

async function mustBeText(page: Page, what: string): Promise<void> {
  const ran = await page.evaluate('window.pwned === 1');
  mustHold(!ran, `a text became script of ${what}`);
  mustHold((await page.locator('.pwned').count()) === 0, `a text became markup of ${what}`);
}

/** Pages that show what callers, staff and people wrote. */
async function hostedPages(target: Target): Promise<readonly string[]> {
  const { tenant } = target.demo;
  const email = `${fresh('a')}@example.com`;
  const person = await enrol(target, { identifiers: [{ type: 'email', value: email }] });
  const asked = await target.call('PUT', `/v1/subjects/${person}/questions`, {
    currentPin: PIN,
    questions: [
      { question: `Pet? ${MARKUP}`, answer: 'Rex', hint: MARKUP.slice(0, 60) },
      { question: `Town? ${MARKUP}`, answer: 'Kisumu' },
    ],
  });
  mustBeSo(asked.body['outcome'] === 'set', `no questions: ${asked.text}`);
  const paying = await openChallenge(target, 'verify', person, { operation: `Pay ${MARKUP}` });
  const recovering = await openChallenge(target, 'recover', person);
  const named = await target.admin('POST', '/tenants', { id: fresh('t'), name: `T ${MARKUP}` });
  mustBeSo(named.status < 500, `the name of a tenant was answered with ${named.status}`);
  const theme = {
    pages: { theme: { accent: 'red;}</style>', logo: `data:image/svg+xml,${MARKUP}` } },
  };
  const set = await target.admin('PATCH', `/tenants/${tenant}`, theme);
  mustHold(set.status >= 400, 'a theme was taken with markup in it');
  return [paying.url, recovering.url];
}

/** Without this the escaping alone would have to hold. */
async function policies(target: Target): Promise<void> {
  const { url } = await openChallenge(target, 'verify', await enrol(target));
  for (const address of [url, `${target.baseUrl}/`, `${target.baseUrl}/console`]) {
    const policy = (await fetch(address)).headers.get('content-security-policy') ?? '';
    mustHold(
      /default-src '(none|self)'/.test(policy) && !/unsafe-(inline|eval)/.test(policy),
      `a page runs inline script: ${policy}`,
    );
  }
}
