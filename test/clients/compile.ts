import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Fault } from './fault.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** Compiles all that was made, and gives what the compiler says about the code in a folder. */
export async function compile(): Promise<(folder: string) => Fault | undefined> {
  const output = await new Promise<string>((resolve) => {
    const args = [TSC, '--project', HERE, '--pretty', 'false'];
    execFile(process.execPath, args, { cwd: HERE, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  const lines = output.split('\n').filter((line) => line !== '');
  return (folder) => {
    const own = lines.filter((line) => line.startsWith(`${folder.slice(HERE.length).replaceAll('\\', '/')}/`));
    return own.length > 0 ? { kind: 'made code that does not compile', lines: own } : undefined;
  };
}
