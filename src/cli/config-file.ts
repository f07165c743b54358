import { whyNotJson } from '../shared/not-json.ts';
import { Exit } from './exit.ts';
import { readNamed } from './verify-files.ts';

/** Reads a config file, the same for all commands, as JSON. */
export async function readConfigFile(file: string): Promise<unknown> {
  const text = await readNamed('config', file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Exit(2, `Failed to read the config ${file}: it is not JSON (${whyNotJson(error)}).`);
  }
}
