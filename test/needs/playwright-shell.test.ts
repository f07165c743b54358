import { expect, it } from 'vitest';
import { playwrightShell } from './playwright-shell.ts';

async function calls(isRoot: boolean, playwright: () => Promise<void> = async () => {}) {
  const made: string[] = [];
  const way = playwrightShell((...args) => {
    made.push(args.join(' '));
    return playwright();
  }, isRoot);
  const ended = await way.get().then(
    () => 'got',
    (error: Error) => error.message,
  );
  return { made, ended };
}

const onLinux = process.platform === 'linux';

it('downloads the headless shell only', async () => {
  expect(await calls(false)).toEqual({ made: ['install --only-shell chromium'], ended: 'got' });
});

it.runIf(onLinux)('gets root the libraries it needs', async () => {
  const { made } = await calls(true);
  expect(made).toEqual(['install --only-shell chromium', 'install --with-deps --only-shell chromium']);
});

it('installs no libraries for what cannot be downloaded', async () => {
  const offline = () => Promise.reject(new Error('no network'));
  expect(await calls(true, offline)).toEqual({ made: ['install --only-shell chromium'], ended: 'no network' });
});
