import { parseInputBy } from '../../shared/parse-options.ts';
import { type SiteInput, siteSchema } from './site-schema.ts';

/**
 * Checks a site model.
 *
 * @throws OptionError that names each invalid field, what was expected and what was received.
 */
export function readSite(input: unknown): SiteInput {
  return parseInputBy(siteSchema, input, 'read the site');
}
