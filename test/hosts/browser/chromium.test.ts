import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../support/chromium.ts';
import { makeFile, makeFolder } from '../../support/files.ts';

const nowhere = {
  chromiumPath: '',
  searchPath: '',
  installed: [],
  playwrightPath: '/nowhere/chromium-1/chrome/chrome',
};

/** A program that starts and ends with this exit code. */
function makeProgram(name: string, exitCode = 0): string {
  const file = makeFile(name, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('findChromium', () => {
  it('says in one sentence what to install when there is none', () => {
    expect(() => findChromium(nowhere)).toThrow(/^No Chromium was found: install [^.]+\.$/);
  });

  it('takes what CHROMIUM_PATH names, whatever else is installed', () => {
    expect(findChromium({ chromiumPath: process.execPath })).toBe(process.execPath);
  });

  it('stops looking when CHROMIUM_PATH names nothing', () => {
    expect(() => findChromium({ chromiumPath: '/nowhere/chromium' })).toThrow('/nowhere/chromium');
  });

  it('prefers the one of the system to the one of Playwright', () => {
    const system = makeProgram('google-chrome');
    const searchPath = ['/nowhere', dirname(system)].join(delimiter);
    expect(findChromium({ ...nowhere, searchPath, playwrightPath: process.execPath })).toBe(system);
  });

  it('takes the one of Playwright when the system has none', () => {
    const playwrightPath = makeProgram('chrome');
    expect(findChromium({ ...nowhere, playwrightPath })).toBe(playwrightPath);
  });

  it('takes the headless shell of Playwright when nothing else is installed', () => {
    const browsers = makeFolder();
    const folder = join(browsers, 'chromium_headless_shell-2', 'chrome-headless-shell-linux64');
    mkdirSync(folder, { recursive: true });
    const shell = join(folder, 'chrome-headless-shell');
    writeFileSync(shell, '#!/bin/sh\n', { mode: 0o755 });
    const playwrightPath = join(browsers, 'chromium-1', 'chrome-linux64', 'chrome');
    expect(findChromium({ ...nowhere, playwrightPath })).toBe(shell);
  });

  it('prefers a headless shell to a full browser', () => {
    const [shell, whole] = [makeProgram('chromium-headless-shell'), makeProgram('chromium')];
    const searchPath = [dirname(whole), dirname(shell)].join(delimiter);
    expect(findChromium({ ...nowhere, searchPath })).toBe(shell);
  });

  it('skips one that does not start', () => {
    const broken = makeProgram('chromium', 127);
    const searchPath = [dirname(broken), dirname(makeFile('chromium-browser', 'no program'))].join(delimiter);
    expect(() => findChromium({ ...nowhere, searchPath })).toThrow(/^No Chromium was found/);
    const playwrightPath = makeProgram('chrome');
    expect(findChromium({ ...nowhere, searchPath, playwrightPath })).toBe(playwrightPath);
  });

  it('finds one that was installed after a failed search', () => {
    const file = makeProgram('chromium', 1);
    const places = { ...nowhere, searchPath: dirname(file) };
    expect(() => findChromium(places)).toThrow();
    writeFileSync(file, '#!/bin/sh\n');
    expect(findChromium(places)).toBe(file);
  });
});
