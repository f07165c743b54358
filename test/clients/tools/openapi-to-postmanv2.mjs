import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import converter from 'openapi-to-postmanv2';

const convert = promisify(converter.convertV2);

export async function run(file, folder) {
  const { result, reason, output } = await convert({ type: 'string', data: await readFile(file, 'utf8') }, {});
  if (!result) throw new Error(reason);
  await writeFile(join(folder, 'collection.json'), JSON.stringify(output[0].data));
}
