import { parseInputBy } from '../../shared/parse-options.ts';
import { type SiteInput, siteSchema } from './site-schema.ts';

/**
 * Checks a site model.
 *
 * @throws OptionError that names each field at fault, what was expected and what came.
 */
export function readSite(input: unknown): SiteInput {
  return parseInputBy(siteSchema, input, 'read the site');
}
