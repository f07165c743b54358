import { API_IDS } from '../api/ids.ts';
import { READING_NAMES } from '../contract/reading/window-reading.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { checkFields, readJson } from './read-file.ts';

const list = z
  .union([z.string(), z.array(z.string())], 'expected text or a list of texts')
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** What a config file may contain: the flags of `verify` in camel case and the URL, but no keys. */
export const configSchema = z
  .strictObject({
    $schema: z.string(),
    url: z.string(),
    api: z.enum(API_IDS),
    project: z.string(),
    user: list,
    keyFile: z.string(),
    otherProject: z.string(),
    emptyUser: z.string(),
    window: z.enum(READING_NAMES),
    reporter: list,
    output: z.string(),
    har: z.string(),
    only: list,
    skip: list,
    level: z.enum(['MUST', 'SHOULD']),
    strict: z.boolean(),
    verbose: z.boolean(),
    quiet: z.boolean(),
    failFast: z.boolean(),
    known: z.string(),
    wait: z.union([z.string(), z.int().min(1)]),
    seed: z.int().min(0),
    depth: z.enum(['quick', 'normal', 'deep']),
    runs: z.int().min(1),
    timeout: z.int().min(1),
    deadline: z.union([z.string(), z.int().min(1)]),
    rate: z.number().positive(),
    maxRequests: z.int().min(1),
    maxReply: z.int().min(1),
    header: list,
    ca: z.string(),
    insecure: z.boolean(),
    unsafeMethods: z.boolean(),
    keyInUrl: z.boolean(),
    /** The part of the command `mock`. */
    mock: z.unknown(),
  })
  .partial();

/** The flags of `verify` that a config file may give too. */
type VerifyConfig = Omit<z.infer<typeof configSchema>, 'mock'>;

/** The flags of `verify`, as parsed. */
export interface VerifyFlags extends VerifyConfig {
  readonly key?: string | undefined;
  readonly otherKey?: string | undefined;
  readonly config?: string;
  readonly updateKnown?: boolean;
}

/** Fills in what the command line leaves out from the config file, if one is named. */
export async function withConfig(flags: VerifyFlags): Promise<VerifyFlags> {
  return flags.config === undefined ? flags : { ...(await readConfig(flags.config)), ...flags };
}

async function readConfig(file: string): Promise<VerifyConfig> {
  const content = await readJson('config', file);
  const isObject = typeof content === 'object' && content !== null;
  if (isObject && ('key' in content || 'otherKey' in content)) {
    throw new Exit(
      2,
      `Failed to read the config ${file}: keys do not belong in it; set OPENREPLAY_API_KEY, or name a file with keyFile.`,
    );
  }
  const { mock: _, ...flags } = checkFields('config', file, configSchema, content);
  return flags;
}
