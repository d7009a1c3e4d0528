import { eventually, openVictim, startSite } from '../browser.ts';
import { openChallenge } from '../hosted.ts';
import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { fresh } from '../target/ask.ts';

export const csrf: Row = {
  number: 25,
  title: 'CSRF',
  wants:
    "a page of theirs, in the victim's browser, to act on a hosted page or with an operator's session",
  holds: 'forms and calls count only from pages of the own origin; cookies go to no other site',
  weakening: {
    what: 'takes forms and calls from any page',
    edits: [
      {
        file: 'http/pad/own-origin.ts',
        find: "  if (site !== undefined) return typeof site === 'string' && OWN.has(site);",
        put: '  if (site !== undefined) return true;',
      },
      {
        file: 'http/admin/refuse-forgery.ts',
        find: 'export function refuseForgery(request: WireRequest, place: ConsolePlace): void {',
        put: 'export function refuseForgery(request: WireRequest, place: ConsolePlace): void {\n  if (place) return;',
      },
    ],
    shows: /^a form of another page set a PIN$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const person = await enrol(target, { pin: null });
    const { url } = await openChallenge(target, 'set', person);
    const page = await openVictim(arena);

    // An operator who is signed in at the console, in this very browser.
    await page.goto(`${target.baseUrl}/console`);
    const signedIn = await page.evaluate(async (adminKey) => {
      const headers = { 'content-type': 'application/json', 'x-pintumbler-console': '1' };
      const body = JSON.stringify({ adminKey });
      const answer = await fetch('/admin/v1/session', { method: 'POST', headers, body });
      return answer.text();
    }, target.adminKey);
    mustBeSo(signedIn.includes('signed_in'), `no session: ${signedIn}`);

    const made = fresh('forged');
    const site = await startSite(arena, forging(url, target.baseUrl, made));
    for (const from of [site.nearUrl, site.farUrl]) {
      await page.goto(from);
      await eventually(async () => (await page.title()) === 'sent');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const set = outcomeOf(await verify(target, person, PIN));
      mustHold(set !== 'verified', 'a form of another page set a PIN');
      const { text } = await target.admin('GET', '/tenants');
      mustHold(
        !text.includes(made),
        "a page of another origin made a tenant with an operator's session",
      );
    }
  },
};

/** Posts a form to the hosted page, and calls to the admin API in every way a page has. */
function forging(url: string, baseUrl: string, id: string): string {
  const tenants = `${baseUrl}/admin/v1/tenants`;
  const body = JSON.stringify({ id, name: 'Forged' });
  return `<!doctype html><iframe name="sink"></iframe>
<form id="pad" method="post" action="${url}" target="sink">
<input name="newPin" value="${PIN}"><input name="repeatPin" value="${PIN}"></form>
<form id="admin" method="post" action="${tenants}" enctype="text/plain" target="sink">
<input name='${body.slice(0, -1)},"x":"' value='"}'></form>
<script>
const body = ${JSON.stringify(body)};
const send = (headers, mode) => fetch(${JSON.stringify(tenants)},
  { method: 'POST', credentials: 'include', mode, headers, body }).catch(() => undefined);
(async () => {
  document.getElementById('pad').submit();
  await new Promise((resolve) => setTimeout(resolve, 400));
  document.getElementById('admin').submit();
  await send({ 'content-type': 'text/plain' }, 'no-cors');
  await send({ 'content-type': 'application/json' }, 'cors');
  await send({ 'content-type': 'application/json', 'x-pintumbler-console': '1' }, 'cors');
  navigator.sendBeacon(${JSON.stringify(tenants)}, new Blob([body], { type: 'text/plain' }));
  document.title = 'sent';
})();
</script>`;
}
