import {
  type ContractEvent,
  createGitHubReporter,
  createHtmlReporter,
  createJsonReporter,
  createJUnitReporter,
  createMarkdownReporter,
  createPrettyReporter,
  type Reporter,
} from '../../src/contract/index.ts';

/** All reporters, by name. */
export const reporters: Readonly<Record<string, () => Reporter>> = {
  pretty: () => createPrettyReporter({ colour: false }),
  junit: () => createJUnitReporter({ strict: true }),
  json: () => createJsonReporter(),
  markdown: createMarkdownReporter,
  github: createGitHubReporter,
  html: createHtmlReporter,
};

/** The complete report of a run. */
export function printRun(report: Reporter, events: readonly ContractEvent[]): string {
  return events.map((event) => report(event)).join('');
}
