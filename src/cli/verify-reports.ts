import { appendFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
import { makeFolder } from './make-folder.ts';
import { isColourful, printReport, warn } from './print.ts';

interface ReportFlags {
  readonly reporter?: readonly string[] | undefined;
  readonly output?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/** The reports of a run, each with its destination. */
export interface Reports {
  write(event: ContractEvent): void;
}

/** Opens the reports that the flags and the environment ask for. */
export function openReports(flags: ReportFlags, isInterrupted: () => boolean): Reports {
  const { reporter = ['pretty'], output } = flags;
  const taker = reporter.findIndex((text) => !text.includes('='));
  if (output !== undefined && taker < 0) {
    throw new Exit(
      2,
      'Failed to verify: --output has no reporter to write, as each --reporter names its own file. Leave out one of the two.',
    );
  }
  const onStdout = reporter.filter((text, index) => !text.includes('=') && !(index === taker && output !== undefined));
  if (onStdout.length > 1) {
    throw new Exit(
      2,
      `Failed to verify: ${onStdout.join(' and ')} would both go to stdout. Name a file for one, as in --reporter ${onStdout[1]}=FILE.`,
    );
  }
  const opened = reporter.map((text, index) =>
    open(text, index === taker ? output : undefined, { ...flags, isInterrupted }),
  );
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

interface OpenFlags extends ReportFlags {
  readonly isInterrupted: () => boolean;
}

interface Report {
  readonly report: Reporter;
  readonly print: (text: string) => void;
}

function open(text: string, output: string | undefined, flags: OpenFlags): Report {
  const [name = '', ...rest] = text.split('=');
  const file = rest.length > 0 ? rest.join('=') : output;
  if (file === '')
    throw new Exit(2, `Failed to verify: --reporter ${text} names no file. Write ${name}=FILE, or ${name}.`);
  const report = create(name, file === undefined, flags);
  if (file === undefined) return { report, print: (piece: string) => printReport(piece, 'stdout') };
  return { report, print: toFile(file) };
}

function create(name: string, isTerminal: boolean, flags: OpenFlags): Reporter {
  const { strict = false, verbose, quiet, isInterrupted } = flags;
  if (name === 'pretty') {
    const detail = verbose ? 'verbose' : quiet ? 'quiet' : 'normal';
    return createPrettyReporter({ colour: isTerminal && isColourful(), detail });
  }
  if (name === 'junit') return createJUnitReporter({ strict });
  if (name === 'json') return createJsonReporter({ strict, isInterrupted });
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
    ...(summary
      ? [{ report: createMarkdownReporter(), print: toFile(summary, { what: 'the step summary', isKept: true }) }]
      : []),
  ];
}

/** A report that cannot be written is a warning, once, and changes no verdict. */
export function toFile(file: string, { what = `the report ${file}`, isKept = false } = {}): (text: string) => void {
  let isLost = false;
  const attempt = (write: () => void) => {
    if (isLost) return;
    try {
      write();
    } catch (error) {
      isLost = true;
      warn(`Warning: failed to write ${what}: ${reasonOf(error)}.`);
    }
  };
  // emptied now, so that a bad path shows early
  attempt(() => {
    makeFolder(dirname(file));
    if (!isKept) writeFileSync(file, '');
  });
  return (text) => attempt(() => appendFileSync(file, text));
}
