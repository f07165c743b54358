import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypeScript, { astToString } from 'openapi-typescript';

export async function run(file, folder) {
  const types = await openapiTypeScript(pathToFileURL(file));
  await writeFile(join(folder, 'types.ts'), astToString(types));
}
