import type { Page } from 'playwright-core';
import { useChromium } from './use-chromium.ts';

interface OpenPage {
  readonly html: string;
  readonly page: Page;
  /** Its console messages, its errors and the URLs that it loads. */
  readonly messages: readonly string[];
}

/** Keeps a browser open while the tests of a file run; opens pages in it as local files. */
export function openPages(): (html: string, width?: number) => Promise<OpenPage> {
  const chromium = useChromium();
  return async (html, width = 1280) => {
    const browser = await chromium();
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('request', (request) => request.url() !== 'http://report.test/' && messages.push(request.url()));
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('http://report.test/');
    return { html, page, messages };
  };
}

/** Waits until something is visible. */
export async function visible(locator: ReturnType<Page['locator']>): Promise<void> {
  await locator.waitFor({ state: 'visible' });
}

/** Runs in the page: texts of drawings that extend beyond the right edge. */
export function cutTexts(): string[] {
  return [...document.querySelectorAll('.timeline text')]
    .filter((text) => text.getBoundingClientRect().right > (text.closest('svg')?.getBoundingClientRect().right ?? 0))
    .map((text) => text.textContent ?? '');
}

/** Runs in the page: texts whose contrast to their background is below 4.5 (WCAG 2.2, 1.4.3). */
export function faintTexts(): string[] {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const band = element instanceof SVGSVGElement ? element.querySelector('.band') : null;
    const { backgroundColor } = getComputedStyle(element);
    if (band) return getComputedStyle(band).fill;
    return channels(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
    .filter((element) => !['title', 'desc'].includes(element.tagName))
    .filter((element) => {
      const { color, fill } = getComputedStyle(element);
      const [one, two] = [luminance(element instanceof SVGElement ? fill : color), luminance(behind(element))];
      return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05) < 4.5;
    })
    .map((element) => element.textContent ?? '');
}
