import { analyse } from 'scslre';
import { parseSync } from 'vite';
import { isTree, visit } from './source-facts.ts';

/** A regular expression as it is written in a source file. */
interface SourcePattern {
  readonly source: string;
  readonly flags: string;
}

/** The regular expressions of a source file, and whether it builds some at run time, which cannot be checked. */
interface SourcePatterns {
  readonly literals: readonly SourcePattern[];
  readonly isMadeAtRunTime: boolean;
}

/** Reads the regular expressions of one TypeScript file from its syntax tree. */
export function readPatterns(path: string, code: string): SourcePatterns {
  const literals: SourcePattern[] = [];
  let isMadeAtRunTime = false;
  visit(parseSync(path, code).program, (node) => {
    if (node.type === 'Literal' && isTree(node.regex)) {
      literals.push({ source: String(node.regex.pattern), flags: String(node.regex.flags) });
    }
    const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
    if (isCall && isTree(node.callee) && node.callee.name === 'RegExp') isMadeAtRunTime = true;
  });
  return { literals, isMadeAtRunTime };
}

/** Says why the time that a pattern takes grows faster than the text: one sentence for each part that does. */
export function whySuperLinear({ source, flags }: SourcePattern): string[] {
  return analyse({ source, flags }).reports.map(
    ({ type, character }) => `/${source}/${flags} takes ${HOW[type]} over a run of ${JSON.stringify(character.pick)}`,
  );
}

const HOW = {
  Self: 'exponential time',
  Trade: 'quadratic time, as two parts of it share what they match,',
  Move: 'quadratic time, as it is tried again at each place,',
};
