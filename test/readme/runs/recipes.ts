import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { expect } from 'vitest';
import { serveFolder } from '../../browser/serve-folder.ts';
import { chromiumLaunchOptions, launchChromium } from '../../support/chromium.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { snippet } from '../readme.ts';
import { runScript } from '../shell.ts';
import { suiteRun } from './suites.ts';

const ADA_URL =
  'https://openreplay.example.com/api/app/3sWXSsqHgSKnE87YkNJK/users/ada@example.org/sessions?start_date=0';

/** An application that shows what a user did, as a reader may have one. */
const APPLICATION = `
const list = document.createElement('ul');
const button = Object.assign(document.createElement('button'), { textContent: 'Refresh', onclick: show });
document.body.append(button, list);
async function show() {
  const reply = await fetch('${ADA_URL}', { headers: { Authorization: 'DevKeyOpenReplayKit1' } });
  const texts = reply.ok ? (await reply.json()).data.map((event) => event.path ?? event.label) : ['Not available'];
  list.replaceChildren(...texts.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
}
await show();
`;

/** Shows a story as Storybook does: its loaders run, then its component, which asks for what a user did. */
const STORIES = `
import * as stories from './storybook.ts';
window.tell = async (name) => {
  await Promise.all(stories[name].loaders.map((load) => load({ id: name, args: {} })));
  const reply = await fetch('${ADA_URL}', { headers: { Authorization: 'DevKeyOpenReplayKit1' } });
  return reply.ok ? (await reply.json()).data.map((event) => event.path ?? event.label) : reply.status;
};
`;

/** Builds a page of the project that runs a script, and serves it while `use` takes. */
async function whileServed(
  { project }: Places,
  { name, script }: { readonly name: string; readonly script: string },
  use: (origin: string) => Promise<void>,
): Promise<void> {
  await writeFile(join(project, `${name}.js`), script);
  const html = `${name}.html`;
  await writeFile(join(project, html), `<!doctype html><body><script type="module" src="./${name}.js"></script>`);
  const outDir = join(project, `${name}-built`);
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    publicDir: false,
    build: { outDir, target: 'es2022', rolldownOptions: { input: join(project, html) } },
  });
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  await copyFile(worker, join(outDir, 'mockServiceWorker.js'));
  const served = await serveFolder(outDir);
  try {
    await use(`${served.origin}/${html}`);
  } finally {
    served.close();
  }
}

const playwright = onlyOnce(async (places: Places) => {
  const script = `import './window-mock.ts';${APPLICATION}`;
  await whileServed(places, { name: 'application', script }, async (url) => {
    const settings = {
      testMatch: 'playwright.ts',
      timeout: 90_000,
      expect: { timeout: 30_000 },
      use: { launchOptions: chromiumLaunchOptions() },
    };
    await writeFile(join(places.project, 'playwright.config.ts'), `export default ${JSON.stringify(settings)};\n`);
    // the reader's application is at the root of its server
    const spec = snippet('playwright').replace("goto('/')", `goto('${url}')`);
    expect(spec).not.toBe(snippet('playwright'));
    await writeFile(join(places.project, 'playwright.ts'), spec);
    const { code, output } = await runScript('npx playwright test --reporter line', { cwd: places.project });
    expect(output).toMatch(/^\s*2 passed/m);
    expect(code).toBe(0);
  });
});

/** Runs the recipes. */
export const recipeRuns: Runs = {
  'error-states-test': suiteRun('error-states-test'),
  'window-mock': playwright,
  playwright,

  async storybook(places) {
    await whileServed(places, { name: 'stories', script: STORIES }, async (url) => {
      const browser = await launchChromium();
      try {
        const tab = await browser.newPage();
        await tab.goto(url);
        await tab.waitForFunction('window.tell !== undefined');
        expect(await tab.evaluate("tell('Visited')")).toEqual(['/pricing/', 'Buy']);
        expect(await tab.evaluate("tell('Outage')")).toBe(503);
        expect(await tab.evaluate("tell('Visited')")).toEqual(['/pricing/', 'Buy']);
      } finally {
        await browser.close();
      }
    });
  },

  async 'live-data'({ project }) {
    const { code, output } = await runScript('node out/live-data.js', { cwd: project });
    expect(code, output).toBe(0);
    expect(output).toMatch(/^\S+@\S+ \d+$/m);
  },
};
