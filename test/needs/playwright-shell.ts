import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Way } from './need.ts';
import { runQuietly } from './run-quietly.ts';

/** Runs Playwright's command with these arguments. */
type Playwright = (...args: string[]) => Promise<void>;

const runPlaywright: Playwright = (...args) => {
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  return runQuietly(process.execPath, [join(folder, 'cli.js'), ...args], {
    // the level of `npm --silent` would keep Playwright from saying what it tries
    env: { npm_config_loglevel: 'notice', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' },
    stopAtRepeat: true,
  });
};

/**
 * Downloads Playwright's headless shell. Root gets the libraries it needs as well, once the download is there: a machine
 * that cannot download is left as it was.
 */
export function playwrightShell(playwright = runPlaywright, isRoot = process.getuid?.() === 0): Way {
  return {
    doing: "downloading Playwright's headless shell",
    isOpen: () => true,
    async get() {
      await playwright('install', '--only-shell', 'chromium');
      if (isRoot && process.platform === 'linux') {
        await playwright('install', '--with-deps', '--only-shell', 'chromium');
      }
    },
  };
}
