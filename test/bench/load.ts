import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DEVELOPMENT_KEY } from '../../src/mock/options.ts';
import { runScript } from './server-process.ts';

/** How many connections are open, where nothing else is said. */
export const CONNECTIONS = 32;

/** Requests to send for a while, over connections that stay open. */
export interface Load {
  readonly origin: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  /** @defaultValue {@link CONNECTIONS} */
  readonly connections?: number;
  readonly seconds: number;
}

/** Something that sends requests as fast as they are answered. */
export interface LoadGenerator {
  readonly name: string;
  /** Gives replies per second. Rejects when a reply is none of 2xx. */
  run(load: Load): Promise<number>;
}

const run = promisify(execFile);
const AUTOCANNON = fileURLToPath(new URL('./subjects/autocannon.mjs', import.meta.url));

/** Finds wrk, or else takes autocannon, which needs more of the machine itself. */
export async function findLoadGenerator(folder: string): Promise<LoadGenerator> {
  // it prints its version and then fails for want of a URL
  const answer: { stdout?: string } = await run('wrk', ['--version']).catch((error) => error);
  const version = /^wrk \S+/.exec(answer.stdout ?? '')?.[0];
  return version === undefined ? createAutocannon(folder) : createWrk(version, folder);
}

function createWrk(name: string, folder: string): LoadGenerator {
  let scripts = 0;
  const known = new Map<readonly string[], string>();
  const scriptFor = (paths: readonly string[]): string => {
    const file = known.get(paths) ?? join(folder, `paths-${scripts++}.lua`);
    if (!known.has(paths)) writeFileSync(file, toLua(paths));
    known.set(paths, file);
    return file;
  };
  return {
    name,
    async run({ origin, paths, connections = CONNECTIONS, seconds }) {
      const script = paths.length > 1 ? ['-s', scriptFor(paths)] : [];
      const time = seconds < 1 ? 1 : Math.round(seconds);
      const { stdout } = await run('wrk', [
        ...['-t', '1', '-c', String(connections), '-d', `${time}s`, '--timeout', '10s'],
        ...['-H', `Authorization: ${DEVELOPMENT_KEY}`, ...script, `${origin}${paths[0]}`],
      ]);
      const refused = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1];
      if (refused) throw new Error(`${refused} replies of ${origin} were refusals`);
      return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
    },
  };
}

/** The requests are written out before the load starts, so that sending costs the same with any number of paths. */
function toLua(paths: readonly string[]): string {
  return `local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
local requests = {}
local at = 0
init = function()
  for index, path in ipairs(paths) do requests[index] = wrk.format('GET', path) end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
`;
}

function createAutocannon(folder: string): LoadGenerator {
  // a list of thousands of paths is too long for an argument
  const file = join(folder, 'load.json');
  return {
    name: 'autocannon',
    async run({ origin, paths, connections = CONNECTIONS, seconds }) {
      writeFileSync(file, JSON.stringify({ origin, paths, connections, seconds, key: DEVELOPMENT_KEY }));
      const { perSecond, refused } = await runScript<{ perSecond: number; refused: number }>([AUTOCANNON, file]);
      if (refused > 0) throw new Error(`${refused} replies of ${origin} were refusals`);
      return perSecond;
    },
  };
}
