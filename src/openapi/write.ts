import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentedApi } from '../api/documented/api.ts';
import { controlApi } from '../kit/control/api.ts';
import { buildDocument } from './document.ts';
import { toYaml } from './yaml.ts';

/** Gives the text of each file of the OpenAPI document, by file name. */
export function renderSpec(): Record<string, string> {
  const document = buildDocument(documentedApi, '3.1');
  return {
    'openapi.json': toJson(document),
    'openapi.yaml': toYaml(document),
    'openapi-3.0.json': toJson(buildDocument(documentedApi, '3.0')),
    'control.json': toJson(buildDocument(controlApi, '3.1')),
    'control-3.0.json': toJson(buildDocument(controlApi, '3.0')),
  };
}

/**
 * Writes `openapi.json`, `openapi.yaml` (both OpenAPI 3.1), `openapi-3.0.json`, and `control.json`
 * and `control-3.0.json` for the control API, into a directory, which is made if it is not there.
 *
 * @returns the paths of the files.
 */
export async function writeSpec(directory: string): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const files = Object.entries(renderSpec()).map(([name, text]) => ({ path: join(directory, name), text }));
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
  return files.map(({ path }) => path);
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
