import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createFolder } from './project.ts';
import { type Ended, runScript } from './shell.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A composite action, as far as it counts here. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run?: string;
      readonly shell?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

/** How a run of the action ended. */
interface ActionRun extends Ended {
  /** The arguments of npx. */
  readonly calls: readonly string[];
  /** What was asked of npm, behind the folder. */
  readonly npmCalls: readonly string[];
  /** What the run wrote, by the name of the file; files that it did not write are empty. */
  readonly files: Readonly<Record<'output' | 'summary' | 'report' | 'hacked', string>>;
}

/** Stands in for npx: writes down how it is called, and runs the built command. */
const NPX = `#!/usr/bin/env bash
printf '%s\\n' "$@" > calls
shift 2
exec '${process.execPath}' '${MAIN}' "$@"
`;

/** Stands in for npm: writes down how it is called. */
const NPM = `#!/usr/bin/env bash
echo "$PWD: npm $*" >> npm-calls
`;

/** Reads the action that verifies a server. */
export async function readAction(): Promise<Action> {
  return parse(await readFile(new URL('../../.github/actions/verify/action.yml', import.meta.url), 'utf8'));
}

/** Runs the action's script as a runner of GitHub would, in its own folder. */
export async function runAction(action: Action, given: Readonly<Record<string, string>>): Promise<ActionRun> {
  const step = action.runs.steps.at(-1);
  const inputOf = (name: string) => given[name] ?? action.inputs[name]?.default ?? '';
  const fill = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => inputOf(name));
  const folder = await createFolder();
  const at = (name: string) => join(folder.path, name);
  const read = (name: string) => readFile(at(name), 'utf8').catch(() => '');
  try {
    await writeFile(at('npx'), NPX, { mode: 0o755 });
    await writeFile(at('npm'), NPM.replace('npm-calls', `'${at('npm-calls')}'`), { mode: 0o755 });
    const ended = await runScript(step?.run ?? '', {
      cwd: folder.path,
      env: {
        ...Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, fill(text)])),
        PATH: `${folder.path}:${process.env.PATH}`,
        RUNNER_TEMP: folder.path,
        GITHUB_ACTION_PATH: fileURLToPath(new URL('../../.github/actions/verify', import.meta.url)),
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary'),
      },
    });
    const output = await read('output');
    const files = {
      output,
      summary: await read('summary'),
      report: await readFile(/^report=(.*)$/m.exec(output)?.[1] ?? '', 'utf8').catch(() => ''),
      hacked: await read('hacked'),
    };
    return { ...ended, calls: linesOf(await read('calls')), npmCalls: linesOf(await read('npm-calls')), files };
  } finally {
    await folder.dispose();
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}
