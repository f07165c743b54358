import { appendFileSync, writeFileSync } from 'node:fs';
import {
  type ContractEvent,
  createGitHubReporter,
  createHtmlReporter,
  createJsonReporter,
  createJUnitReporter,
  createMarkdownReporter,
  createPrettyReporter,
  type Reporter,
} from '../contract/index.ts';
import { reasonOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';
import { isColourful, printReport } from './print.ts';

interface ReportFlags {
  readonly reporter?: readonly string[] | undefined;
  readonly output?: string | undefined;
  readonly strict?: boolean | undefined;
}

/** The reports of a run, each to its place. */
export interface Reports {
  write(event: ContractEvent): void;
}

/** Opens the reports that flags and surroundings ask for; files are emptied at once, so that a bad path shows early. */
export function openReports({ reporter = ['pretty'], output, strict = false }: ReportFlags): Reports {
  const taker = reporter.findIndex((text) => !text.includes('='));
  if (output !== undefined && taker < 0) {
    throw new Exit(
      2,
      'Failed to verify: --output has no reporter to write, as each --reporter names a file of its own. Leave one of the two out.',
    );
  }
  const opened = reporter.map((text, index) => open(text, index === taker ? output : undefined, strict));
  const reports = [...opened, ...inGitHubActions(reporter)];
  return {
    write(event) {
      for (const { report, print } of reports) {
        const text = report(event);
        if (text !== '') print(text);
      }
    },
  };
}

interface Report {
  readonly report: Reporter;
  readonly print: (text: string) => void;
}

function open(text: string, output: string | undefined, strict: boolean): Report {
  const [name = '', ...rest] = text.split('=');
  const file = rest.length > 0 ? rest.join('=') : output;
  const report = create(name, file === undefined, strict);
  if (file === undefined) return { report, print: (piece: string) => printReport(piece, 'stdout') };
  return { report, print: toFile(file) };
}

function create(name: string, isTerminal: boolean, strict: boolean): Reporter {
  if (name === 'pretty') {
    return createPrettyReporter({ colour: isTerminal && isColourful() });
  }
  if (name === 'junit') return createJUnitReporter({ strict });
  if (name === 'json') return createJsonReporter();
  if (name === 'github') return createGitHubReporter();
  if (name === 'html') return createHtmlReporter();
  if (name === 'markdown') return createMarkdownReporter();
  throw new Exit(
    2,
    `Failed to verify: there is no reporter "${name}"; there are pretty, html, json, junit, github and markdown.`,
  );
}

/** In GitHub Actions annotations go to the log and a summary to the page of the job, unless asked for otherwise. */
function inGitHubActions(asked: readonly string[]): Report[] {
  if (process.env.GITHUB_ACTIONS !== 'true') return [];
  const isAsked = (name: string) => asked.some((text) => text.split('=')[0] === name);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  return [
    ...(isAsked('github')
      ? []
      : [{ report: createGitHubReporter(), print: (piece: string) => printReport(piece, 'stderr') }]),
    ...(summary ? [{ report: createMarkdownReporter(), print: (text: string) => appendFileSync(summary, text) }] : []),
  ];
}

function toFile(file: string): (text: string) => void {
  const guard = (write: () => void) => {
    try {
      write();
    } catch (error) {
      throw new Exit(2, `Failed to write the report ${file}: ${reasonOf(error)}.`);
    }
  };
  guard(() => writeFileSync(file, ''));
  return (text) => guard(() => appendFileSync(file, text));
}
