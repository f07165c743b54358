import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { expect } from 'vitest';
import type { Mock } from '../../../src/index.ts';
import { serveFolder } from '../../hosts/browser/serve-folder.ts';
import { freePort } from '../../support/free-port.ts';
import type { Runs } from '../places.ts';
import { snippet } from '../readme.ts';
import { whileRunning } from '../shell.ts';

declare global {
  interface Window {
    /** The mock of the page that a block of the README makes. */
    mock: Mock;
  }
}

/** Runs the blocks whose mock is in a browser. */
export const browserRuns: Runs = {
  async 'browser-keep'({ project, openTab }) {
    const app = join(project, 'keep');
    await mkdir(app);
    await writeFile(join(app, 'index.html'), '<!doctype html><script type="module" src="./main.ts"></script>');
    await writeFile(join(app, 'main.ts'), `import { mock } from '../browser-keep.ts';\nwindow.mock = mock;\n`);
    await build({ configFile: false, logLevel: 'error', root: app });
    const served = await serveFolder(join(app, 'dist'));
    try {
      const tab = await openTab();
      const open = async () => {
        await tab.goto(served.origin);
        await tab.waitForFunction(() => window.mock !== undefined);
        return tab.evaluate(() => window.mock.events('ada@example.org'));
      };
      const recorded = await open();
      expect(recorded).toMatchObject([{ path: '/pricing/' }]);
      expect(await open()).toEqual(recorded);
    } finally {
      served.close();
    }
  },

  async demo({ checkout, openTab }) {
    const script = `${snippet('demo').trim()} --host 127.0.0.1 --port ${await freePort()} --strictPort`;
    await whileRunning(script, { cwd: checkout, pattern: /http:\S+/ }, async ([url]) => {
      const tab = await openTab();
      await tab.goto(url);
      await tab.getByRole('option', { name: /^mickael@openreplay\.com/ }).waitFor();
    });
  },
};
