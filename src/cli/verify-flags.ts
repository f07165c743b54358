import { z } from 'zod';
import { API_IDS } from '../contract/asking/target.ts';
import { READING_NAMES } from '../contract/reading/window-reading.ts';
import { readConfigFile } from './config-file.ts';
import { Exit } from './exit.ts';

const list = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : [value]));

/** What may stand in a config file: the flags of `verify` in camel case, and the URL. Keys may not. */
const configSchema = z
  .strictObject({
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
    only: list,
    skip: list,
    level: z.enum(['MUST', 'SHOULD']),
    strict: z.boolean(),
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
export type VerifyConfig = Omit<z.infer<typeof configSchema>, 'mock'>;

/** The flags of `verify`, as parsed. */
export interface VerifyFlags extends VerifyConfig {
  readonly key?: string | undefined;
  readonly otherKey?: string | undefined;
  readonly config?: string;
}

/** Fills in from the config file, if one is named, what the command line leaves out. */
export async function withConfig(flags: VerifyFlags): Promise<VerifyFlags> {
  return flags.config === undefined ? flags : { ...(await readConfig(flags.config)), ...flags };
}

async function readConfig(file: string): Promise<VerifyConfig> {
  const parsed = configSchema.safeParse(await readConfigFile(file));
  if (parsed.success) {
    const { mock: _, ...flags } = parsed.data;
    return flags;
  }
  const issue = parsed.error.issues[0];
  const isKey = issue?.code === 'unrecognized_keys' && issue.keys.some((name) => /^(key|otherKey)$/.test(name));
  const why = isKey
    ? 'keys do not belong into it; set OPENREPLAY_API_KEY, or name a file with keyFile'
    : `${issue?.path.join('.') || 'it'}: ${issue?.message}`;
  throw new Exit(2, `Failed to read the config ${file}: ${why}.`);
}
