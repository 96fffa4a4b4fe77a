import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

export type { Browser, Page } from 'playwright-core';

export interface Screen {
  readonly width: 390 | 1280;
  readonly scheme: 'dark' | 'light';
}

/** What every page has to be good on. */
export const screens: readonly Screen[] = [
  { width: 390, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
];

export const onScreen = ({ width, scheme }: Screen) => `${width === 390 ? 'phone' : 'desktop'}, ${scheme}`;

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export async function launchBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
  const { executablePath, env } = findChromium();
  return chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
}

interface Visit {
  readonly screen?: Screen;
  readonly context?: BrowserContextOptions;
  /** Complaints that belong to the story, such as the answer 422 to a mistake. */
  readonly expected?: readonly RegExp[];
}

/** A fresh person in a fresh browser; whatever the page complains about on the way fails the test. */
export async function visit(
  browser: Browser,
  { screen = { width: 1280, scheme: 'dark' }, context = {}, expected = [] }: Visit,
  story: (page: Page) => Promise<void>,
): Promise<void> {
  const opened = await browser.newContext({ ...shape(screen), ...context });
  opened.setDefaultTimeout(10_000);
  try {
    const page = await opened.newPage();
    const complaints = await listen(page);
    await story(page);
    const unexpected = complaints.filter((line) => !expected.some((pattern) => pattern.test(line)));
    assert.deepEqual(unexpected, [], 'the browser complained');
  } finally {
    await opened.close();
  }
}

function shape({ width, scheme }: Screen): BrowserContextOptions {
  const phone = { viewport: { width, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
  const desktop = { viewport: { width, height: 900 } };
  return { ...(width === 390 ? phone : desktop), colorScheme: scheme, ignoreHTTPSErrors: true };
}

/** Errors of scripts, of the console, and whatever the content security policy has stopped. */
async function listen(page: Page): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  await page.exposeFunction('reportViolation', (line: string) => complaints.push(`policy: ${line}`));
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' stopped ' + event.blockedURI))`);
  return complaints;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe, a thumb and a narrow screen object to on the page as it stands; nothing, when all is well. */
export async function flaws(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe}; undefined`);
  const found = [await page.evaluate(RUN_AXE), await page.evaluate(MEASURE)];
  return found.flat() as readonly string[];
}

// Given to the browser as text: the policy of the page forbids script elements, not the developer's console.
const RUN_AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
  ({ id, help, nodes }) => nodes.map((node) => id + ': ' + help + ' at ' + node.html.slice(0, 120))))`;

const MEASURE = `(() => {
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const tag = (element) => element.outerHTML.slice(0, 120);
  const isSmall = (element) => {
    const target = element.matches('[type=checkbox], [type=radio]') ? element.closest('label') ?? element : element;
    const { width, height } = target.getBoundingClientRect();
    return getComputedStyle(target).display !== 'inline' && (height < 43.5 || width < 43.5);
  };
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const phone = document.documentElement.clientWidth < 600;
  return [
    ...(overflow > 0 ? ['the page is ' + overflow + ' px wider than the screen'] : []),
    ...(phone ? all('a[href], button, select, summary, input:not([type=hidden])').filter(isSmall)
      .map((element) => 'too small for a thumb: ' + tag(element)) : []),
    ...all('input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')
      .filter((element) => phone && size(element) < 16).map((element) => 'zooms when touched: ' + tag(element)),
  ];
})()`;
