import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Api } from '../api/api.ts';
import { documentedApi } from '../api/documented/api.ts';
import { createV1Api } from '../api/v1/api.ts';
import { v2Api } from '../api/v2/api.ts';
import { controlApi } from '../kit/control/api.ts';
import { buildDocument } from './document.ts';
import { toYaml } from './yaml.ts';

/** The APIs of real servers, by the name of their files. */
const REAL_APIS: Readonly<Record<string, Api>> = { openapi: documentedApi, v1: createV1Api('last'), v2: v2Api };

/** Returns the text of each file of the OpenAPI documents, by file name. */
export function renderSpec(): Record<string, string> {
  const ofReal = Object.entries(REAL_APIS).flatMap(([name, api]) => {
    const document = buildDocument(api, '3.1');
    return [
      [`${name}.json`, toJson(document)],
      [`${name}.yaml`, toYaml(document)],
      [`${name}-3.0.json`, toJson(buildDocument(api, '3.0'))],
    ] as const;
  });
  return {
    ...Object.fromEntries(ofReal),
    'control.json': toJson(buildDocument(controlApi, '3.1')),
    'control-3.0.json': toJson(buildDocument(controlApi, '3.0')),
  };
}

/**
 * Writes the documents and other files into a directory, which is created if missing: for each API of real servers
 * OpenAPI 3.1 as JSON and YAML and OpenAPI 3.0 as JSON, and both as JSON for the control API.
 *
 * @param others - texts of further files, by path in the directory.
 * @returns the paths of the files.
 */
export async function writeSpec(directory: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const all = Object.entries({ ...renderSpec(), ...others });
  const files = all.map(([name, text]) => ({ path: join(directory, name), text }));
  for (const { path } of files) await mkdir(dirname(path), { recursive: true });
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
  return files.map(({ path }) => path);
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
