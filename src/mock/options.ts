import { DOCUMENTED_PROJECT_KEY } from '../api/documented/events.ts';
import { API_IDS, type ApiId } from '../api/ids.ts';
import { epochMsSchema, projectKeySchema } from '../api/scalars.ts';
import { V1_RELEASES, type V1Release } from '../api/v1/release.ts';
import { LOCALES, type Locale } from '../data/model/locales.ts';
import { readSite } from '../data/model/read-site.ts';
import type { SiteInput } from '../data/model/site-schema.ts';
import { DEVELOPMENT_KEY } from '../kit/development-key.ts';
import { type FaultInput, faultInputSchema } from '../kit/fault.ts';
import { type ScenarioName, scenarioNameSchema } from '../kit/scenario.ts';
import { type StoredInput, storedInputSchema } from '../kit/stored.ts';
import { headerValueSchema } from '../shared/header-value.ts';
import { parseOptionsBy } from '../shared/parse-options.ts';
import * as z from '../shared/zod.ts';

import { servicesFor } from './services.ts';

export { DEVELOPMENT_KEY };

/** 2026-01-01T00:00:00Z: where generated history ends by default, so that tests are repeatable. */
export const DEFAULT_NOW = 1_767_225_600_000;

const optionsSchema = z.strictObject({
  seed: z.union([z.int(), z.string().min(1)]).default(1),
  now: z.preprocess((now) => (now instanceof Date ? now.getTime() : now), epochMsSchema).default(DEFAULT_NOW),
  users: z.int().min(0).max(100_000_000).default(25),
  documentedUser: z.boolean().default(true),
  projects: z.array(projectKeySchema).min(1).default([DOCUMENTED_PROJECT_KEY]),
  keys: z.array(headerValueSchema).min(1).default([DEVELOPMENT_KEY]),
  locale: z.enum(LOCALES).default('en'),
  // parsed separately, so that errors in it are reported with their place
  site: z.unknown().optional(),
  inputEvents: z.boolean().default(false),
  live: z.boolean().default(false),
  scenarios: z.array(scenarioNameSchema).default([]),
  faults: z.array(faultInputSchema).default([]),
  window: z.enum(['event', 'session']).default('event'),
  apis: z
    .array(z.enum(API_IDS))
    .min(1)
    .default([...API_IDS]),
  v1Release: z.enum(V1_RELEASES).default('last'),
  stored: storedInputSchema.default({}),
  basePath: z
    .string()
    .regex(/^(\/[^/?#\s]+)*$/, 'must be empty or start with a slash and not end with one')
    .optional(),
});

/** Options of a mock; all have a default. */
export interface MockOptions {
  /** Seed of the generated world: a whole number or a text. @defaultValue `1` */
  readonly seed?: number | string;
  /** Where generated history and recorded sessions end, a date or epoch ms. @defaultValue 2026-01-01T00:00:00Z */
  readonly now?: number | Date;
  /** Number of generated users per project, 0 to 100000000. @defaultValue `25` */
  readonly users?: number;
  /** Whether the documented user exists, in the documented project. @defaultValue `true` */
  readonly documentedUser?: boolean;
  /** Keys of the known projects; `record` uses the first one. @defaultValue the documented project */
  readonly projects?: readonly string[];
  /** API keys accepted in the Authorization header. @defaultValue `[DEVELOPMENT_KEY]` */
  readonly keys?: readonly string[];
  /** The site that generated people walk through; `host` and `pages` suffice. @defaultValue a shop */
  readonly site?: SiteInput | undefined;
  /** The language of the generated site and its visitors. @defaultValue `'en'` */
  readonly locale?: Locale;
  /** Whether INPUT events are generated and may be recorded. @defaultValue `false` */
  readonly inputEvents?: boolean;
  /** Whether people keep visiting as the mock's clock advances. @defaultValue `false` */
  readonly live?: boolean;
  /** Scenarios that are on from the start, and again after a reset. @defaultValue `[]` */
  readonly scenarios?: readonly ScenarioName[];
  /** Faults that are set from the start, and again after a reset. @defaultValue `[]` */
  readonly faults?: readonly FaultInput[];
  /**
   * What `start_date` and `end_date` filter: events by time, or whole sessions by start as v1 servers do. @defaultValue
   * `'event'`
   */
  readonly window?: 'event' | 'session';
  /** The APIs to serve. @defaultValue all */
  readonly apis?: readonly ApiId[];
  /** The release whose v1 to serve: v1.10 of 2023, or the last one with it, of May 2026. @defaultValue `'last'` */
  readonly v1Release?: V1Release;
  /** Rows of a real server, which v2 serves in addition to the mock's own world. @defaultValue none */
  readonly stored?: StoredInput;
  /** The path before `/{projectKey}/...` of the first API. @defaultValue where that API is on a real host */
  readonly basePath?: string;
}

/** The options in effect: defaults filled in, and `now` in epoch ms. */
export interface MockSettings extends Required<Omit<MockOptions, 'now' | 'site'>> {
  readonly now: number;
  /** Undefined for the shop. */
  readonly site: SiteInput | undefined;
}

/**
 * Fills in defaults.
 *
 * @throws OptionError that names the option, what was expected and what was received.
 */
export function parseOptions(options: MockOptions): MockSettings {
  const parsed = parseOptionsBy(optionsSchema, options, { attempt: 'create the mock', keys: ['keys'] });
  const [first = 'documented'] = parsed.apis;
  const site = parsed.site === undefined ? undefined : readSite(parsed.site);
  return { ...parsed, site, basePath: parsed.basePath ?? servicesFor(parsed.v1Release)[first].place.basePaths[0] };
}
