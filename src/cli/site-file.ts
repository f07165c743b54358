import { readSite } from '../data/model/read-site.ts';
import type { SiteInput } from '../data/model/site-schema.ts';
import { OptionError } from '../shared/errors.ts';
import { Exit } from './exit.ts';
import { readJson } from './read-file.ts';

/** Reads the model of a site from a file. */
export async function readSiteFile(file: string): Promise<SiteInput> {
  const content = await readJson('site', file);
  try {
    return readSite(content);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw new Exit(2, error.message.replace('Failed to read the site:', `Failed to read the site ${file}:`));
  }
}
