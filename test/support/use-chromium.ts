import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from './chromium.ts';
import { scaled } from './patience.ts';

/** One browser serves all files of a worker, one after another, and ends with the worker's process. */
let shared: Promise<Browser> | undefined;

/**
 * Gives a browser to a file's tests, and closes their pages behind them. The first test that asks for it starts it: where
 * there is none, these tests fail and the others of the file run.
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

/** As long as Playwright waits by itself, on a quiet laptop. */
const LIMIT_MS = scaled(30_000);

/** Starts a browser for one file alone, which ends it: with flags that others do without. */
export async function startChromium(flags: readonly string[] = []): Promise<Browser> {
  const browser = await launchChromium({ timeout: LIMIT_MS, flags });
  const newContext = browser.newContext.bind(browser);
  // pages have a context each, of which nobody has to remember the limit then
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(LIMIT_MS);
    return context;
  };
  return browser;
}
