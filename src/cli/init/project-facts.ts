import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFile } from '../../shared/file-text.ts';

/** What is detected about a project, so that nobody needs to be asked. */
export interface ProjectFacts {
  readonly manager: keyof typeof LOCK_FILES;
  /** Whether there is a package.json: without one there are no tests either. */
  readonly isPackage: boolean;
  readonly isTypeScript: boolean;
  /** Whether tests run in Vitest, or could because there is no other test runner. */
  readonly runsVitest: boolean;
  /** Packages still to install. */
  readonly missing: readonly string[];
  /** The folder that tests are in. */
  readonly testFolder: string;
  readonly ci: 'github' | 'gitlab';
  /** The tarball or folder outside the project that the kit is installed from; undefined if it is from a registry. */
  readonly outside?: string | undefined;
}

const LOCK_FILES = {
  pnpm: ['pnpm-lock.yaml'],
  yarn: ['yarn.lock'],
  bun: ['bun.lock', 'bun.lockb'],
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
};

const TEST_FOLDERS = ['test', 'tests', 'src/__tests__', '__tests__'];

/** Looks at the files of a folder. */
export function findFacts(folder: string): ProjectFacts {
  const has = (name: string) => existsSync(join(folder, name));
  const packages = dependenciesOf(readIfThere(join(folder, 'package.json')));
  const [, outside] = /^(?:file|link):(\.\.\/.*|\/.*)$/.exec(packages?.get('openreplay-kit') ?? '') ?? [];
  const managers = Object.entries(LOCK_FILES) as [ProjectFacts['manager'], string[]][];
  const runsVitest = packages !== undefined && (packages.has('vitest') || !packages.has('jest'));
  return {
    manager: managers.find(([, files]) => files.some(has))?.[0] ?? 'npm',
    isPackage: packages !== undefined,
    isTypeScript: has('tsconfig.json'),
    runsVitest,
    missing: ['openreplay-kit', ...(runsVitest ? ['vitest'] : [])].filter((name) => packages && !packages.has(name)),
    testFolder: TEST_FOLDERS.find(has) ?? 'test',
    ci: /gitlab/i.test(readIfThere(join(folder, '.git/config')) ?? '') || has('.gitlab-ci.yml') ? 'gitlab' : 'github',
    outside,
  };
}

/** What an existing config says; nothing if it cannot be read, which the next command explains. */
export function readKept(file: string): { url?: string; project?: string; user?: readonly string[] } {
  try {
    const { url, project, user } = JSON.parse(decodeFile(readFileSync(file)));
    const users = [user].flat().filter((id) => typeof id === 'string');
    return {
      ...(typeof url === 'string' && { url }),
      ...(typeof project === 'string' && { project }),
      ...(users.length > 0 && { user: users }),
    };
  } catch {
    return {};
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The dependencies in a package.json; none if it cannot be read, which its owner will learn elsewhere. */
function dependenciesOf(text: string | undefined): ReadonlyMap<string, string> | undefined {
  if (text === undefined) return undefined;
  try {
    const { dependencies, devDependencies } = JSON.parse(text);
    return new Map(Object.entries({ ...dependencies, ...devDependencies }).map(([name, from]) => [name, String(from)]));
  } catch {
    return new Map();
  }
}
