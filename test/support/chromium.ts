import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium may use its sandbox for all users but root. */
const isRoot = process.getuid?.() === 0;

const FLAGS = [
  '--headless',
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where to look for a browser; each has the real place as its default. */
export interface ChromiumPlaces {
  readonly chromiumPath?: string | undefined;
  readonly searchPath?: string | undefined;
  readonly playwrightPath?: string | undefined;
}

/**
 * Finds a Chromium: the one `CHROMIUM_PATH` names, else a system's own on `PATH`, else the one Playwright installed.
 *
 * @returns the path of its program.
 * @throws Error with one sentence that says what to install.
 */
export function findChromium(places: ChromiumPlaces = {}): string {
  const { env } = process;
  const {
    chromiumPath = env.CHROMIUM_PATH,
    searchPath = env.PATH ?? '',
    playwrightPath = chromium.executablePath(),
  } = places;
  if (chromiumPath && !existsSync(chromiumPath)) {
    throw new Error(`CHROMIUM_PATH names ${chromiumPath}, where nothing is: set it to a Chromium, or unset it.`);
  }
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = chromiumPath || [...candidates, playwrightPath].find((path) => path !== '' && existsSync(path));
  if (found) return found;
  throw new Error(
    'No Chromium was found: install Debian\'s "chromium" package, or run "npx playwright-core install chromium", or set CHROMIUM_PATH.',
  );
}

/** How Playwright starts the Chromium that {@link findChromium} finds: headless and without calls home. */
export function chromiumLaunchOptions() {
  return { executablePath: findChromium(), args: FLAGS, chromiumSandbox: !isRoot };
}

/** Starts that Chromium. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions());
}
