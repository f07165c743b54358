import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { expect } from 'vitest';
import { serveFolder } from '../../hosts/browser/serve-folder.ts';
import { chromiumLaunchOptions } from '../../support/chromium.ts';
import { eventually } from '../../support/patience.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { runScript } from '../shell.ts';
import { initWorker } from './frontend.ts';
import { suiteRun } from './suites.ts';

/** What a reader's Storybook has besides the blocks. */
const STORYBOOK = {
  framework: '@storybook/html-vite',
  stories: ['../src/*.stories.ts'],
  staticDirs: ['../public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

/** What the stories show, in the order in which they are looked at. */
const STORIES = [
  ['visit', ['LOCATION /pricing/', 'CLICK Buy']],
  ['outage', ['The server answered 503']],
  ['nothing', ['Nothing yet']],
  ['visit', ['LOCATION /pricing/', 'CLICK Buy']],
] as const;

/** Selects a story in the page that shows them, as Storybook's list of stories does. */
function selectStory(storyId: string): void {
  // Storybook's own channel is no part of the types of a page
  const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
    __STORYBOOK_ADDONS_CHANNEL__: { emit(name: string, value: object): void };
  };
  channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
}

const testPage = onlyOnce(async ({ project }: Places) => {
  const app = join(project, 'app');
  await mkdir(app);
  await writeFile(join(app, 'index.html'), '<!doctype html><script type="module" src="./main.ts"></script>');
  const main = `import { activityList } from '../src/activity.ts';\ndocument.body.append(activityList('ada@example.org'));\n`;
  await writeFile(join(app, 'main.ts'), main);
  await build({ configFile: false, logLevel: 'error', root: app });
  const { origin, close } = await serveFolder(join(app, 'dist'));
  try {
    const config = {
      testDir: 'tests',
      reporter: 'line',
      workers: 1,
      use: { baseURL: origin, launchOptions: chromiumLaunchOptions() },
    };
    await writeFile(join(project, 'playwright.config.mjs'), `export default ${JSON.stringify(config)};\n`);
    const { code, output } = await runScript('npx playwright test', { cwd: project });
    expect(output).toMatch(/2 passed/);
    expect(code).toBe(0);
  } finally {
    close();
  }
});

const lookAtStories = onlyOnce(async (places: Places) => {
  const { project } = places;
  await initWorker(places);
  await writeFile(join(project, '.storybook/main.ts'), `export default ${JSON.stringify(STORYBOOK)};\n`);
  const built = await runScript('npx storybook build --quiet --test', { cwd: project });
  expect(built.code, built.output).toBe(0);
  const [served, tab] = await Promise.all([serveFolder(join(project, 'storybook-static')), places.openTab()]);
  try {
    await tab.goto(`${served.origin}/iframe.html?id=activity--visit&viewMode=story`);
    const shown = () => tab.locator('#storybook-root ul').innerText();
    // one after another in one page, as a reader clicks through them
    for (const [name, lines] of STORIES) {
      await tab.evaluate(selectStory, `activity--${name}`);
      await eventually(async () => expect(await shown()).toBe(lines.join('\n')));
    }
  } finally {
    served.close();
  }
});

const serveInNext = onlyOnce(async ({ project }: Places) => {
  const sessions = `https://openreplay.example.com/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael%40openreplay.com/sessions`;
  const code = `const { register } = await import('./out/instrumentation.js');
    await register();
    const reply = await fetch('${sessions}', { headers: { authorization: 'DevKeyOpenReplayKit1' } });
    console.log((await reply.json()).data.length);`;
  const env = { NODE_ENV: 'development', NEXT_RUNTIME: 'nodejs' };
  const { stdout } = await runScript(`node --input-type=module -e "${code}"`, { cwd: project, env });
  expect(stdout).toBe('6\n');
});

/** Runs the recipes. */
export const recipeRuns: Runs = {
  activity: testPage,
  playwright: testPage,
  next: serveInNext,
  'storybook-preview': lookAtStories,
  'storybook-stories': lookAtStories,
  'errors-test': suiteRun('errors-test'),
  'live-test': suiteRun('live-test'),
};
