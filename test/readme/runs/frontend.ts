import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { expect } from 'vitest';
import { serveFolder } from '../../hosts/browser/serve-folder.ts';
import { eventually } from '../../support/patience.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { snippet } from '../readme.ts';
import { runScript, whileRunning } from '../shell.ts';
import { suiteRun } from './suites.ts';

const SESSIONS = (user: string) => `/3sWXSsqHgSKnE87YkNJK/users/${user}/sessions`;
const headers = { Authorization: 'DevKeyOpenReplayKit1' };
const ADA = 'ada@example.org';

/** Puts the worker's script into the project. */
export const initWorker = onlyOnce(async ({ project }: Places) => {
  const { code, output } = await runScript(snippet('msw-init'), { cwd: project });
  expect(code, output).toBe(0);
});

const playFixture = onlyOnce(async ({ project }: Places) => {
  const [visit] = JSON.parse(snippet('visit'));
  await writeFile(join(project, 'visit.json'), snippet('visit'));
  expect(await eventsOfMock(project, snippet('fixture'), ADA)).toMatchObject(visit.events);
});

const playConfig = onlyOnce(async (places: Places) => {
  const { project } = places;
  await playFixture(places);
  // verify has a file of that name too
  const file = 'mock.config.json';
  await writeFile(join(project, file), snippet('mock-config'));
  const script = snippet('mock-with-config').replace('openreplay-kit.config.json', file);
  expect(await eventsOfMock(project, script, ADA)).not.toEqual([]);
  expect(await eventsOfMock(project, script, 'mickael@openreplay.com')).toEqual([]);
});

const ownSite = onlyOnce(async ({ project }: Places) => {
  for (const block of ['site', 'site-in-detail']) {
    await writeFile(join(project, 'site.json'), snippet(block));
    await withMock(project, snippet('own-site'), async (url) => {
      const { host } = await (await fetch(`${toControl(url)}/health`)).json();
      expect(host).toBe('bank.example.com');
      const { suggested } = await (await fetch(`${toControl(url)}/users`)).json();
      const { data } = await (await fetch(`${url}${SESSIONS(suggested)}`, { headers })).json();
      expect(new Set(data.flatMap((event: { host?: string }) => event.host ?? []))).toEqual(new Set([host]));
    });
  }
});

/** Runs the blocks for a frontend without a backend. */
export const frontendRuns: Runs = {
  async mock({ project }) {
    expect(await eventsOfMock(project, snippet('mock'), 'mickael@openreplay.com')).toHaveLength(6);
  },

  site: ownSite,
  'own-site': ownSite,
  'site-in-detail': ownSite,
  'mock-config': playConfig,
  'mock-with-config': playConfig,

  async state({ project }) {
    const record = async (control: string) => {
      const visit = { userId: ADA, events: [{ type: 'LOCATION', path: '/kept/' }] };
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(visit) };
      expect((await fetch(`${control}/record`, init)).status).toBe(201);
    };
    await withMock(project, snippet('state'), async (url) => record(toControl(url)));
    expect(await eventsOfMock(project, snippet('state'), ADA)).toMatchObject([{ path: '/kept/' }]);
  },

  async live({ project }) {
    await withMock(project, snippet('live'), async (url) => {
      const read = async () => (await fetch(`${toControl(url)}/clock`)).json();
      const { now } = await read();
      const passed = async () => expect((await read()).now - now).toBeGreaterThan(60_000);
      // expect.poll is for tests that run by themselves
      await eventually(passed);
    });
  },

  async clock({ project }) {
    await withMock(project, snippet('mock'), async (url) => {
      const read = async () => (await fetch(`${toControl(url)}/clock`)).json();
      const { now, speed } = await read();
      expect([now % 60_000, speed]).toEqual([0, 0]);
      const script = snippet('clock').replaceAll('http://127.0.0.1:4010/__kit', toControl(url));
      const { code } = await runScript(script.replaceAll('curl ', 'curl --silent --fail '), { cwd: project });
      expect([code, await read()]).toEqual([0, { now: now + 7_200_000, speed: 0 }]);
    });
  },

  async scenario({ project }) {
    await withMock(project, snippet('scenario'), async (url) => {
      const { scenarios } = await (await fetch(`${toControl(url)}/scenarios`)).json();
      const on = scenarios.filter(({ isOn }: { isOn: boolean }) => isOn);
      expect(on).toMatchObject([{ name: 'flaky' }]);
      const { faults } = await (await fetch(`${toControl(url)}/faults`)).json();
      expect(faults).toMatchObject([{ latency: { minMs: 100, maxMs: 900 } }]);
    });
  },

  async builder({ project }) {
    const { code, output } = await runScript('node out/builder.js', { cwd: project });
    expect(code, output).toBe(0);
    expect(output.match(/LOCATION|CLICK/g)).toEqual(['LOCATION', 'CLICK', 'LOCATION', 'LOCATION']);
    const [first = 0, , third = 0, last = 0] = Array.from(output.matchAll(/^\d+/gm), ([time]) => Number(time));
    // each visit has just ended by the clock
    expect(last - third).toBe(7_200_000);
    expect(first).toBeLessThan(third);
  },

  async scenarios({ project }) {
    const { code, output } = await runScript('node out/scenarios.js', { cwd: project });
    expect([code, output]).toEqual([0, '429 30\n503\n503\n200\n']);
  },

  async control({ project }) {
    await withMock(project, snippet('mock'), async (url) => {
      const script = snippet('control').replaceAll('http://127.0.0.1:4010/__kit', toControl(url));
      const { code, stdout } = await runScript(script.replaceAll('curl ', 'curl --silent --fail '), { cwd: project });
      expect(code).toBe(0);
      expect(stdout).toContain('"recorded":1');
      expect(stdout).toContain('"slow"');
      expect(stdout).toContain('"requests":[');
    });
  },

  visit: playFixture,
  fixture: playFixture,

  async 'node-server'({ project }) {
    await whileRunning('node out/node-server.js', { cwd: project, pattern: /http:\S+/ }, async ([url]) => {
      const reply = await fetch(url + SESSIONS('mickael@openreplay.com'), { headers });
      expect((await reply.json()).data).toHaveLength(6);
    });
  },

  'msw-test': suiteRun('msw-test'),
  'msw-init': initWorker,

  async browser(places) {
    await initWorker(places);
    const page = '<!doctype html><script type="module" src="./main.ts"></script>';
    await writeFile(join(places.project, 'index.html'), page);
    await writeFile(join(places.project, 'main.ts'), `import './src/browser.ts';\ndocument.title = 'started';\n`);
    await build({ configFile: false, logLevel: 'error', root: places.project });
    const [served, tab] = await Promise.all([serveFolder(join(places.project, 'dist')), places.openTab()]);
    try {
      await tab.goto(served.origin);
      await tab.waitForFunction(() => document.title === 'started');
      const ask = async ([url, key]: readonly [string, string]) => {
        const reply = await fetch(url, { headers: { Authorization: key } });
        return (await reply.json()).data.length;
      };
      const url = `https://openreplay.example.com/api/app${SESSIONS('mickael@openreplay.com')}`;
      expect(await tab.evaluate(ask, [url, headers.Authorization] as const)).toBe(6);
    } finally {
      served.close();
    }
  },

  async 'main-guard'({ project }) {
    const app = join(project, 'guarded');
    await mkdir(app, { recursive: true });
    await writeFile(join(app, 'index.html'), '<!doctype html><script type="module" src="../src/main.ts"></script>');
    // the test runner's own mode would count as development
    const { code, output } = await runScript('NODE_ENV=production npx vite build guarded', { cwd: project });
    expect(code, output).toBe(0);
    const scripts = await readdir(join(app, 'dist/assets')).catch(() => []);
    const texts = await Promise.all(scripts.map((name) => readFile(join(app, 'dist/assets', name), 'utf8')));
    expect(texts.map((text) => text.includes('openreplay'))).not.toContain(true);
  },

  async recording({ project }) {
    const { code, output } = await runScript('node out/recording.js', { cwd: project });
    expect(code, output).toBe(0);
    expect(output.match(/type: '\w+'/g)).toEqual(["type: 'LOCATION'", "type: 'CLICK'"]);
  },
};

/** Runs the script of a mock, at a free port, and asks it for the events of a user. */
async function eventsOfMock(project: string, script: string, user: string): Promise<unknown[]> {
  const events: unknown[] = [];
  await withMock(project, script, async (url) => {
    const reply = await fetch(url + SESSIONS(user), { headers });
    events.push(...(await reply.json()).data);
  });
  return events;
}

/** Runs the script of a mock, at a free port, for as long as it is used. */
function withMock(project: string, script: string, use: (url: string) => Promise<void>): Promise<void> {
  const at = { cwd: project, pattern: /at (http:\S+)/ };
  return whileRunning(`${script.trim()} --port 0`, at, async ([, url = '']) => use(url));
}

/** Returns the control API of the mock at a base URL. */
function toControl(url: string): string {
  return url.replace('/api/app', '/__kit');
}
