import { eventually, openVictim, startSite } from '../browser.ts';
import { openChallenge } from '../hosted.ts';
import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';

export const postMessage: Row = {
  number: 27,
  title: 'postMessage and window handles',
  wants:
    'to steer a hosted page that was opened as a window or frame, or to have it tell something',
  holds:
    'a window keeps no tie to its opener; a frame tells who embeds it, when asked, only whether it is over',
  weakening: {
    what: 'lets whoever opened a hosted page keep hold of its window',
    edits: [
      {
        file: 'http/pad/page-rights.ts',
        find: "'cross-origin-opener-policy': 'same-origin'",
        put: "'cross-origin-opener-policy': 'unsafe-none'",
      },
    ],
    shows: /^the page that opened a hosted page still holds its window$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target);
    const { url } = await openChallenge(target, 'verify', person);
    const victim = await openVictim(arena);

    const opener = await startSite(
      arena,
      `<!doctype html><button>open</button><script>
      document.querySelector('button').onclick = () => { window.pad = window.open(${JSON.stringify(url)}); };
    </script>`,
    );
    await victim.goto(opener.nearUrl);
    const [popup] = await Promise.all([
      victim.context().waitForEvent('page'),
      victim.click('button'),
    ]);
    await popup.waitForLoadState('load');
    mustBeSo((await popup.locator('input').count()) > 0, 'the window shows no page');
    const isCut = await eventually(() => victim.evaluate('window.pad.closed === true'));
    mustHold(isCut, 'the page that opened a hosted page still holds its window');
    await victim.evaluate(`window.pad.location = 'about:blank'`).catch(() => undefined);
    mustHold(popup.url() === url, 'the page that opened a hosted page moved it elsewhere');

    const site = await startSite(arena, asking(url));
    await victim.goto(site.farUrl, { waitUntil: 'networkidle' });
    await eventually(async () => (await victim.title()) === 'asked');
    const told = (await victim.evaluate('window.told')) as readonly unknown[];
    mustBeSo(told.length > 0, 'a frame in dev mode answers nobody');
    for (const each of told) {
      const text = JSON.stringify(each);
      const isLittle = /^\{"type":"[\w:.-]+","nonce":"[\w-]+","state":"open"\}$/.test(text);
      mustHold(isLittle, `a hosted page told the page around it ${text}`);
    }
    const state = outcomeOf(await verify(target, person, PIN));
    mustHold(state === 'verified', `messages changed how the PIN stands: ${state}`);
  },
};

/** Sends every kind of message a script could be misled by, and keeps what comes back. */
function asking(url: string): string {
  return `<!doctype html><iframe src="${url}"></iframe><script>
window.told = [];
addEventListener('message', ({ data }) => window.told.push(data));
document.querySelector('iframe').onload = async ({ target }) => {
  const nonce = '0123456789abcdef0123456789abcdef';
  const types = ['pintumbler.pad.ask', 'pintumbler:pad:ask', 'pintumbler:ask', 'submit', 'set-pin', 'state'];
  const sent = [null, 7, 'submit', [], { type: '__proto__', nonce }, { nonce }];
  for (const type of types) sent.push({ type, nonce, pin: '8305', html: '<b>', url: 'https://evil.example' });
  for (const message of sent) target.contentWindow.postMessage(message, '*');
  await new Promise((resolve) => setTimeout(resolve, 600));
  document.title = 'asked';
};
</script>`;
}
