import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** A headless shell is preferred to a full browser, as its pages take a quarter of the CPU time. */
const SHELL = 'chromium-headless-shell';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium can use its sandbox for all users except root. */
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

/** Where systems install a browser that is not on `PATH`. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : [],
  ),
];

/** Where to look for a browser; the defaults are the real places. */
interface ChromiumPlaces {
  readonly chromiumPath?: string | undefined;
  readonly searchPath?: string | undefined;
  readonly installed?: readonly string[] | undefined;
  /** Where Playwright puts its Chromium; its headless shell is in a neighbouring folder. */
  readonly playwrightPath?: string | undefined;
}

/**
 * Finds a Chromium: the one in `CHROMIUM_PATH`, otherwise a headless shell, otherwise a full browser; of each, the first
 * that runs among the system's own and those that Playwright installed.
 *
 * @returns the path of the program.
 * @throws Error with one sentence on what to install.
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

/** Headless shells installed by Playwright, such as `chromium_headless_shell-1255/.../chrome-headless-shell`. */
function headlessShells(playwrightPath: string): string[] {
  // the program is in a folder for its platform, in a folder for its version, next to those of other browsers
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

/** Whether a program exists and starts: Ubuntu's package is only a stub, and libraries may be missing. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  // on Windows, a browser that is asked for its version opens a window
  if (process.platform === 'win32' || started.has(path)) return true;
  const args = ['--version', ...(isRoot ? ['--no-sandbox'] : [])];
  const { status, signal } = spawnSync(path, args, { stdio: 'ignore', timeout: 20_000, killSignal: 'SIGKILL' });
  // a process that had to be killed did start
  const runs = status === 0 || signal === 'SIGKILL';
  if (runs) started.add(path);
  return runs;
}

/** The options with which Playwright starts the Chromium of {@link findChromium}: headless and without background requests. */
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
