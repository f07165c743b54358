import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** A headless shell, of which a page takes a quarter of the CPU time, is preferred to a whole browser. */
const SHELL = 'chromium-headless-shell';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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

/** Where systems keep a browser that is not on `PATH`. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : [],
  ),
];

/** Where to look for a browser; each has the real place as its default. */
interface ChromiumPlaces {
  readonly chromiumPath?: string | undefined;
  readonly searchPath?: string | undefined;
  readonly installed?: readonly string[] | undefined;
  /** Where Playwright puts its Chromium. Its headless shell is looked for beside that. */
  readonly playwrightPath?: string | undefined;
}

/**
 * Finds a Chromium: the one `CHROMIUM_PATH` names, else a headless shell, else a whole browser; of each, the first that
 * runs of the system's own and those that Playwright installed.
 *
 * @returns the path of its program.
 * @throws Error with one sentence that says what to install.
 */
export function findChromium(places: ChromiumPlaces = {}): string {
  const { env } = process;
  const {
    chromiumPath = env.CHROMIUM_PATH,
    searchPath = env.PATH ?? '',
    installed = INSTALLED,
    playwrightPath = chromium.executablePath(),
  } = places;
  if (chromiumPath && !existsSync(chromiumPath)) {
    throw new Error(`CHROMIUM_PATH names ${chromiumPath}, where nothing is: set it to a Chromium, or unset it.`);
  }
  if (chromiumPath) return chromiumPath;
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const onPath = (name: string) => folders.map((folder) => join(folder, name));
  const shells = [...onPath(SHELL), ...headlessShells(playwrightPath)];
  const found = [...shells, ...BROWSERS.flatMap(onPath), ...installed, playwrightPath].find(runs);
  if (found) return found;
  throw new Error(
    'No Chromium was found: install Debian\'s "chromium-headless-shell" package, or run "npx playwright-core install chromium", or set CHROMIUM_PATH.',
  );
}

/** Headless shells that Playwright installed, such as `chromium_headless_shell-1255/.../chrome-headless-shell`. */
function headlessShells(playwrightPath: string): string[] {
  // the program is in a folder of its platform, in a folder of its version, beside those of other browsers
  const browsers = dirname(dirname(dirname(playwrightPath)));
  return childrenOf(browsers, /^chromium_headless_shell-/)
    .flatMap((version) => childrenOf(version, /^chrome-/))
    .flatMap((platform) => childrenOf(platform, /^(?:chrome-headless-shell|headless_shell)(?:\.exe)?$/));
}

function childrenOf(folder: string, names: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => names.test(name))
    .map((name) => join(folder, name));
}

const started = new Set<string>();

/** Whether a program is there and starts: Ubuntu's package is a hint at another one, and libraries may be missing. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  // on Windows a browser that is asked for its version opens a window
  if (process.platform === 'win32' || started.has(path)) return true;
  const args = ['--version', ...(isRoot ? ['--no-sandbox'] : [])];
  const { status, signal } = spawnSync(path, args, { stdio: 'ignore', timeout: 20_000, killSignal: 'SIGKILL' });
  // one that has to be killed did start
  const runs = status === 0 || signal === 'SIGKILL';
  if (runs) started.add(path);
  return runs;
}

/** How Playwright starts the Chromium that {@link findChromium} finds: headless and without calls home. */
export function chromiumLaunchOptions() {
  return { executablePath: findChromium(), args: FLAGS, chromiumSandbox: !isRoot };
}

/** Starts that Chromium. */
export function launchChromium({
  flags = [],
  ...options
}: {
  readonly timeout?: number;
  readonly flags?: readonly string[];
} = {}): Promise<Browser> {
  const { args, ...usual } = chromiumLaunchOptions();
  return chromium.launch({ ...usual, ...options, args: [...args, ...flags] });
}
