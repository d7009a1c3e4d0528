import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import type { AxeResults } from 'axe-core';
import {
  type Browser,
  type BrowserContextOptions,
  type Frame,
  type Page,
  chromium as playwright,
} from 'playwright-core';

/** A page under watch: what went wrong in it while nobody looked. */
export interface WatchedPage {
  readonly page: Page;
  /** Script errors, console errors and breaches of the content security policy so far. */
  readonly complaints: readonly string[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];

/**
 * The Chromium from the registry: the same one on every machine, none has to be installed. Without
 * the arguments its package suggests: those are for a cloud function, put everything into one
 * process that ends with its first page, and switch off the web security we want to see at work.
 * Without the sandbox, because containers run tests as root and rarely have user namespaces.
 */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox'],
  });
}

/** Opens a page in a context of its own. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  // Breaches of the policy arrive here too: Chromium reports each as an error.
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`not loaded: ${request.url()}`));
  return { page, complaints };
}

/**
 * What axe-core finds serious or critical in a page or in one of its frames, one line each; the
 * page's own policy stays in force.
 */
export async function findBarriers(page: Page | Frame): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
