import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from './chromium.ts';
import { scaled } from './patience.ts';

/** One browser serves all files of a worker, one after another, and ends with the worker. */
let shared: Promise<Browser> | undefined;

/**
 * Provides a browser to the tests of a file, and closes their pages afterwards. The first test that uses it starts it: if
 * there is none, only these tests fail and the others of the file run.
 */
export function useChromium(): () => Promise<Browser> {
  afterAll(async () => {
    const browser = await shared?.catch(() => undefined);
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });
  return () => {
    shared ??= startChromium().then((browser) => {
      browser.once('disconnected', () => {
        shared = undefined;
      });
      return browser;
    });
    return shared;
  };
}

/** Playwright's own default, on an idle laptop. */
const LIMIT_MS = scaled(30_000);

/** Starts a browser for a single file, which closes it: for flags that others do not need. */
export async function startChromium(flags: readonly string[] = []): Promise<Browser> {
  const browser = await launchChromium({ timeout: LIMIT_MS, flags });
  const newContext = browser.newContext.bind(browser);
  // sets the limit in each page's context, so that tests need not
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(LIMIT_MS);
    return context;
  };
  return browser;
}
