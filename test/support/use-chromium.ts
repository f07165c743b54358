import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchChromium } from './chromium.ts';

/**
 * Keeps a browser as long as a file's tests run. The first test that asks for it starts it: where there is none, these
 * tests fail and the others of the file run.
 */
export function useChromium(): () => Promise<Browser> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => {
    const started = await browser?.catch(() => undefined);
    await started?.close();
  });
  return () => {
    browser ??= launchChromium();
    return browser;
  };
}
