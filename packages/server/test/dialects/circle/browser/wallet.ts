import { initiateUserControlledWalletsClient } from '@circle-fin/user-controlled-wallets';
import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestServer } from '../../../support/test-server.ts';

/** What the SDK told the app: an error, the result, or that the PIN was forgotten. */
export type Heard =
  | { readonly error: { readonly code: number; readonly message: string } }
  | { readonly result: { readonly type: string; readonly status: string } }
  | { readonly forgot: true };

export type Client = ReturnType<typeof initiateUserControlledWalletsClient>;

export function openClient(server: TestServer): Client {
  const { apiKey = '', baseUrl = '' } = server.demo.circle;
  return initiateUserControlledWalletsClient({ apiKey, baseUrl });
}

let users = 0;

/** A new user of the demo tenant, with a token. */
export async function makeUser(client: Client) {
  users += 1;
  const userId = `browser-user-${users}`;
  await client.createUser({ userId });
  const { data } = await client.createUserToken({ userId });
  const { userToken = '', encryptionKey = '' } = data ?? {};
  return { userId, userToken, encryptionKey };
}

export type User = Awaited<ReturnType<typeof makeUser>>;

/** The SDK's functions on the wallet's page. */
export async function onPage(page: Page, name: string, ...values: unknown[]): Promise<unknown> {
  const call = `window.wallet.${name}(...${JSON.stringify(values)})`;
  return page.evaluate(call);
}

export async function heardOn(page: Page): Promise<readonly Heard[]> {
  return (await page.evaluate('window.heard')) as Heard[];
}

/** Waits until the app heard this many things and answers the last. */
export async function hear(page: Page, count: number): Promise<Heard | undefined> {
  await expect.poll(() => heardOn(page), { timeout: 8_000 }).toHaveLength(count);
  return (await heardOn(page)).at(-1);
}

/** The vendor's iframe, by the hooks that public browser scripts use. */
export function frameOf(page: Page): FrameLocator {
  return page.frameLocator('#sdkIframe');
}

export async function typePin(page: Page, pin: string): Promise<void> {
  const digits = frameOf(page).locator('input[type=password]');
  await expect.poll(() => digits.count()).toBe(6);
  await digits.first().click();
  await page.keyboard.type(pin);
}

export async function press(page: Page): Promise<void> {
  await frameOf(page).getByTestId('footer-main-btn').click();
}

/** Types a PIN and goes on. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  await typePin(page, pin);
  await press(page);
}

/** The screens from the first PIN on: PIN, confirmation, introduction, questions, summary, consent. */
export async function setUp(page: Page, pin: string, answers: readonly string[]): Promise<void> {
  const frame = frameOf(page);
  const heading = frame.locator('h1');
  const first = await heading.innerText();
  await enterPin(page, pin);
  await expect.poll(() => heading.innerText()).not.toBe(first);
  await enterPin(page, pin);
  await expect.poll(() => frame.locator('input[type=password]').count()).toBe(0);
  await press(page);
  await answerNewQuestions(page, answers);
  await press(page);
  await frame.getByText('I agree').first().waitFor();
  await frame.locator('input[type=text]').fill('I agree');
  await press(page);
}

async function answerNewQuestions(page: Page, answers: readonly string[]): Promise<void> {
  const frame = frameOf(page);
  const sections = frame.getByTestId('question-input-section');
  await expect.poll(() => sections.count()).toBe(answers.length);
  for (const [index, answer] of answers.entries()) {
    const section = sections.nth(index);
    await section.getByTestId('question-dropdown').locator('button').click();
    await section.locator('ul[role=listbox] li').nth(index).click();
    await section.getByTestId('answer-text-input').fill(answer);
  }
  await press(page);
  // The summary shows what was chosen; the next press goes on to the consent.
  await expect.poll(() => sections.count()).toBe(0);
}
