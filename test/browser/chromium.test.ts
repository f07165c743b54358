import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';

const nowhere = { chromiumPath: '', searchPath: '', playwrightPath: '' };

describe('findChromium', () => {
  it('says in one sentence what to install when there is none', () => {
    expect(() => findChromium(nowhere)).toThrow(/^No Chromium was found: install [^.]+\.$/);
  });

  it('takes what CHROMIUM_PATH names, whatever else there is', () => {
    expect(findChromium({ chromiumPath: process.execPath })).toBe(process.execPath);
  });

  it('does not go on looking when CHROMIUM_PATH names nothing', () => {
    expect(() => findChromium({ chromiumPath: '/nowhere/chromium' })).toThrow('/nowhere/chromium');
  });

  it('takes the one of the system before the one of Playwright', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-path-'));
    const system = join(folder, 'google-chrome');
    await writeFile(system, '');
    const searchPath = ['/nowhere', folder].join(delimiter);
    expect(findChromium({ ...nowhere, searchPath, playwrightPath: process.execPath })).toBe(system);
    await rm(folder, { recursive: true });
  });

  it('takes the one of Playwright when the system has none', () => {
    expect(findChromium({ ...nowhere, playwrightPath: process.execPath })).toBe(process.execPath);
  });
});
