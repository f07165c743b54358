/**
 * The contract of the user-sessions API: a table of requirements, and a run that holds any server against it.
 *
 * @packageDocumentation
 */

export { ContractAborted, type WindowEvidence } from './failure.ts';
export { createGitHubReporter } from './report/github.ts';
export { createHtmlReporter } from './report/html.ts';
export { createJsonReporter } from './report/json.ts';
export { createJUnitReporter } from './report/junit.ts';
export { createMarkdownReporter } from './report/markdown.ts';
export { createPrettyReporter } from './report/pretty.ts';
export type { Reporter } from './report/reporter.ts';
export { GROUPS, type Group, type Level, type Requirement } from './requirement.ts';
export type { ContractEvent, Outcome, RequirementResult, Summary } from './result.ts';
export { type Selection, verifyContract } from './run.ts';
export { requirements } from './table.ts';
export type { Target } from './target.ts';
