import { availableParallelism } from 'node:os';
import { compile } from './compile.ts';
import { readDocuments } from './document.ts';
import { type Fault, writeFault } from './fault.ts';
import { folderOf, runTool } from './run-tool.ts';
import { TOOLS } from './tools.ts';

/** Runs every tool over every document and compiles what they make; gives the exit code: 1 if there is a fault. */
export async function main(): Promise<number> {
  const documents = readDocuments();
  const faults = new Map<string, (Fault | undefined)[]>();
  const waiting = [...TOOLS];
  const runTools = async () => {
    for (let tool = waiting.shift(); tool; tool = waiting.shift())
      faults.set(tool.name, await runTool(tool, documents));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runTools));

  const errorsOf = await compile();
  let failed = 0;
  for (const tool of TOOLS) {
    const found = documents.flatMap((document, index) => {
      const fault = faults.get(tool.name)?.[index] ?? errorsOf(folderOf(tool, document));
      return fault ? [writeFault(tool.name, document.name, fault)] : [];
    });
    console.log(`${tool.name}: takes ${documents.length - found.length} of ${documents.length} documents`);
    for (const text of found) console.log(text);
    failed += found.length;
  }
  console.log(`${TOOLS.length * documents.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
