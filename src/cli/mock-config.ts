import type { Command, Option } from 'commander';
import { closest } from '../shared/closest.ts';
import { toSentence } from '../shared/sentence.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { readJson } from './read-file.ts';
import { configSchema } from './verify-flags.ts';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const partSchema = z.object({ mock: z.record(z.string(), valueSchema).default({}) });
const FIELDS = Object.keys(configSchema.shape);

/** Secrets, which belong in the environment. */
const SECRETS: Readonly<Record<string, string>> = {
  key: 'OPENREPLAY_API_KEY',
  controlKey: 'OPENREPLAY_KIT_CONTROL_KEY',
};

/**
 * Applies the part `mock` of a config file: the flags of the command in camel case, each as on the command line, lists
 * for those that may be repeated. The command line takes precedence.
 */
export async function applyMockConfig(command: Command, file: string): Promise<void> {
  const fail = (why: string) => new Exit(2, `Failed to read the config ${file}: ${toSentence(why)}`);
  const content = await readJson('config', file);
  const stranger = Object.keys(Object(content)).find((name) => !(name in configSchema.shape));
  if (stranger !== undefined) throw fail(`there is no field "${stranger}"${didYouMean(stranger, FIELDS)}`);
  const parsed = partSchema.safeParse(content);
  if (!parsed.success) throw fail('mock: must be an object of flags, each a text, a number, true, false or a list');
  for (const [name, value] of Object.entries(parsed.data.mock)) {
    const secret = SECRETS[name];
    if (secret) throw fail(`keys do not belong in it; set ${secret}`);
    const option = command.options.find((each) => each.attributeName() === name && name !== 'config');
    if (!option) {
      const flags = command.options.map((each) => each.attributeName());
      throw fail(`mock: there is no flag "${name}"${didYouMean(name, flags)}`);
    }
    if (command.getOptionValueSource(name) === 'cli') continue;
    command.setOptionValueWithSource(name, readValue(option, value, fail), 'config');
  }
}

function didYouMean(name: string, names: readonly string[]): string {
  const meant = closest(name, names);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

/** Undoes what a config file set; returns a function that restores it. */
export function forgetConfig(command: Command): () => void {
  const set = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'config');
  const values = set.map((option) => [option.attributeName(), command.getOptionValue(option.attributeName())] as const);
  for (const option of set) command.setOptionValueWithSource(option.attributeName(), option.defaultValue, 'default');
  return () => {
    for (const [name, value] of values) command.setOptionValueWithSource(name, value, 'config');
  };
}

type Value = z.infer<typeof valueSchema>;

function readValue(option: Option, value: Value, fail: (why: string) => Exit): unknown {
  const name = option.attributeName();
  if (!option.required && !option.optional) {
    if (typeof value === 'boolean') return value;
    throw fail(`mock.${name}: must be true or false, received ${JSON.stringify(value)}`);
  }
  if (typeof value === 'boolean') throw fail(`mock.${name}: must be a value, received ${value}`);
  const read = (text: string, before: unknown) => {
    try {
      // called as commander does; without a parser the text is the value
      return option.parseArg ? option.parseArg(text, before) : text;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!why.startsWith('It must')) throw fail(`mock.${name} ${JSON.stringify(text)} is invalid. ${why}`);
      throw fail(`mock.${name}: ${why.slice(3).replace(/\.$/, '')}, received ${JSON.stringify(value)}`);
    }
  };
  const values = Array.isArray(value) ? value : [value];
  return values.reduce<unknown>((before, each) => read(String(each), before), undefined);
}
