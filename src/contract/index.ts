/**
 * The contract of the user-sessions API: a table of requirements, and a run that checks any server against it.
 *
 * @packageDocumentation
 */

export type { ApiId } from '../api/ids.ts';
export type { Depth } from './asking/depth.ts';
export type { Requirement } from './asking/requirement.ts';
export type { Target } from './asking/target.ts';
export { ContractAborted, type WindowEvidence } from './outcome/failure.ts';
export {
  type ContractEvent,
  GROUPS,
  type Group,
  type Level,
  type Outcome,
  type RequirementResult,
  type Summary,
} from './outcome/result.ts';
export type { OnExchange, SeenExchange } from './outcome/seen-exchange.ts';
export { createGitHubReporter } from './report/github.ts';
export { createHtmlReporter } from './report/html.ts';
export { createJsonReporter, type JsonOptions } from './report/json.ts';
export { createJUnitReporter } from './report/junit.ts';
export { createMarkdownReporter } from './report/markdown.ts';
export { createPrettyReporter, type Detail, type PrettyOptions } from './report/pretty.ts';
export type { Reporter } from './report/reporter.ts';
export { type Selection, verifyContract } from './run.ts';
export { requirements, requirementsOf } from './table.ts';
export { type Connect, NoConnection, type RawConnection } from './wire/raw/connection.ts';
