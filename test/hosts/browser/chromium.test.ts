import { delimiter, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../support/chromium.ts';
import { makeFile } from '../../support/files.ts';

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

  it('takes the one of the system before the one of Playwright', () => {
    const system = makeFile('google-chrome', '');
    const searchPath = ['/nowhere', dirname(system)].join(delimiter);
    expect(findChromium({ ...nowhere, searchPath, playwrightPath: process.execPath })).toBe(system);
  });

  it('takes the one of Playwright when the system has none', () => {
    expect(findChromium({ ...nowhere, playwrightPath: process.execPath })).toBe(process.execPath);
  });
});
