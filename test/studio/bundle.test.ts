import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../dist/studio/', import.meta.url);
const MOST_BYTES = 120_000;
const names = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);

describe('the built studio', () => {
  it('is smaller than 120,000 bytes, with each file gzipped', () => {
    expect(names.length).toBeGreaterThan(2);
    const sizes = names.map((name) => gzipSync(readFileSync(name)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });

  it('refers to its files relative to the page, so that it runs below any path', () => {
    const page = readFileSync(new URL('index.html', FOLDER), 'utf8');
    const references = Array.from(page.matchAll(/(?:src|href)="([^"]+)"/g), ([, reference]) => reference);
    const files = references.filter((reference) => !reference?.startsWith('data:'));
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const reference of files) expect(reference).toMatch(/^\.\/studio\/[^/]+$/);
  });

  it('has no inline script or style', () => {
    const page = readFileSync(new URL('index.html', FOLDER), 'utf8');
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=/);
  });
});
