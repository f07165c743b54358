import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hashSources, writeStamp } from '../../src/build/stamp.mjs';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { createCheckout, createProject } from './project.ts';
import { type Snippet, snippets } from './readme.ts';
import { runScript } from './shell.ts';

/** Where the blocks of the README are run. */
export interface Places {
  /** A project that has the package installed, and every block of TypeScript as a file. */
  readonly project: string;
  /** A copy of this repository. */
  readonly checkout: string;
  /** The base URL of a mock that is served for the time of the tests. */
  readonly mockUrl: string;
  /** Opens a page of a browser, without what other pages keep. */
  openTab(): Promise<Page>;
  dispose(): Promise<void>;
}

/** What runs a block of the README, by the block's name. Rejects when the block does not do what the README says. */
export type Runs = Readonly<Record<string, (places: Places) => Promise<void>>>;

/** The server that stands for a real one in the README. */
export const REAL_SERVER = 'https://openreplay.example.com/api/app';

/** Opens the places; blocks of TypeScript are compiled, strictly, into `out`. */
export async function openPlaces(): Promise<Places> {
  const [project, checkout] = await Promise.all([createProject(), createCheckout()]);
  await movePrism(checkout.path);
  const { url, close } = await serve(createMock(), { port: 0 });
  for (const block of snippets) {
    if (block.language !== 'ts') continue;
    const file = join(project.path, fileOf(block));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, block.text);
  }
  const flags = '--strict --target es2022 --module nodenext --types node --skipLibCheck --outDir out';
  const compiled = await runScript(`npx tsc ${flags} *.ts src/*.ts tests/*.ts .storybook/*.ts`, { cwd: project.path });
  if (compiled.code !== 0) throw new Error(`The TypeScript of the documentation does not compile:\n${compiled.output}`);
  let browser: Promise<Browser> | undefined;
  return {
    project: project.path,
    checkout: checkout.path,
    mockUrl: url,
    async openTab() {
      browser ??= launchChromium();
      return (await browser).newPage();
    },
    async dispose() {
      const started = await browser?.catch(() => undefined);
      await Promise.all([started?.close(), close(), project.dispose(), checkout.dispose()]);
    },
  };
}

/** Gives Prism's script of the checkout a free port, in place of the one it has; what is built stays as it is. */
async function movePrism(checkout: string): Promise<void> {
  const file = join(checkout, 'package.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/(--host 127\.0\.0\.1 --port) \d+/, `$1 ${await freePort()}`));
  writeStamp(checkout, hashSources(checkout));
}

/** Names the file of the project that a block of TypeScript is written to. */
export function fileOf({ name, path }: Snippet): string {
  if (path !== '') return path;
  return name.endsWith('-test') ? `${name.replace(/-test$/, '')}.test.ts` : `${name}.ts`;
}

/** Makes a function that does its work only the first time. */
export function onlyOnce<T>(work: (places: Places) => Promise<T>): (places: Places) => Promise<T> {
  let done: Promise<T> | undefined;
  return (places) => {
    done ??= work(places);
    return done;
  };
}
