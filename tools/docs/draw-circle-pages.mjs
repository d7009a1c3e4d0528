import {
  frameOf,
  makeUser,
  onPage,
  openClient,
} from '../../packages/server/test/dialects/circle/browser/wallet.ts';
import { startWalletApp } from '../../packages/server/test/dialects/circle/browser/wallet-app.ts';

const APP_COLOURS = {
  bg: '#1b1035',
  textMain: '#ffffff',
  textMain2: '#d9c9ff',
  textAuxiliary: '#b9a8e0',
  mainBtnBg: '#8a5cf6',
  mainBtnText: '#ffffff',
  inputBg: '#2a1b4f',
  inputText: '#ffffff',
  pinDotBaseBorder: '#8a5cf6',
  enteredPinText: '#ffffff',
};
/** Screens glide in. */
const SETTLE_MS = 400;

/** The page that the vendor's browser SDK opens, screen by screen. */
export async function drawCirclePages(server, open) {
  const app = await startWalletApp();
  const client = openClient(server);
  try {
    await drawTheme('plain', undefined);
    await drawTheme('tenant', APP_COLOURS);
  } finally {
    await app.close();
  }

  async function drawTheme(theme, colours) {
    const { page, shoot, close } = await open(theme);
    const user = await makeUser(client);
    await page.goto(app.url);
    await page.locator('body[data-ready]').waitFor();
    await onPage(page, 'point', server.padUrl);
    await onPage(page, 'signIn', server.demo.circle.appId, user.userToken, user.encryptionKey);
    if (colours) await onPage(page, 'theme', colours);
    const frame = frameOf(page);
    const settle = () => page.waitForTimeout(SETTLE_MS);
    const press = async () => {
      await frame.getByTestId('footer-main-btn').click();
      await settle();
    };
    const enter = async (pin) => {
      await frame.locator('input[type=password]').first().click();
      await page.keyboard.type(pin);
      await press();
    };
    const execute = async ({ data }) => {
      await onPage(page, 'execute', data.challengeId);
      await frame.locator('h1').waitFor();
      await settle();
    };

    const { userToken } = user;
    await execute(await client.createUserPin({ userToken }));
    await shoot('circle-new', 'Circle: first PIN');
    await enter('123456');
    await shoot('circle-weak', 'Circle: a PIN that is easy to guess');
    await enter('739205');
    await enter('739205');
    await shoot('circle-intro', 'Circle: why questions');
    await press();
    const sections = frame.getByTestId('question-input-section');
    for (const [index, answer] of ['Rex', 'Kisumu'].entries()) {
      const section = sections.nth(index);
      await section.getByTestId('question-dropdown').locator('button').click();
      if (index === 0) await shoot('circle-choose', 'Circle: choosing a question');
      await section.locator('ul[role=listbox] li').nth(index).click();
      await section.getByTestId('answer-text-input').fill(answer);
    }
    await press();
    await shoot('circle-summary', 'Circle: summary');
    await press();
    await frame.locator('input[type=text]').fill('I agree');
    await shoot('circle-consent', 'Circle: consent');
    await press();
    await page.locator('#sdkIframe').waitFor({ state: 'detached' });
    await execute(await client.updateUserPin({ userToken }));
    await enter('190734');
    await shoot('circle-wrong', 'Circle: a wrong PIN');
    await execute(await client.restoreUserPin({ userToken }));
    await shoot('circle-restore', 'Circle: forgotten PIN');
    await close();
  }
}
