import { GROUPS, type RequirementResult, type Summary } from '../outcome/result.ts';
import type { Reporter } from './reporter.ts';

/** Reports as JUnit XML: a suite for each group, a test case for each requirement. An unmet SHOULD is only a failure if strict. */
export function createJUnitReporter({ strict = false } = {}): Reporter {
  const isFailure = (result: RequirementResult) =>
    result.outcome === 'not met' && !result.isKnown && (strict || result.level === 'MUST');
  return (event) => {
    if (event.type !== 'end') return '';
    const { results, summary } = event;
    const timestamp = `timestamp="${new Date(summary.startedAt).toISOString().replace(/\.\d+Z$/, '')}"`;
    const suites = GROUPS.map((group) =>
      toSuite(
        group,
        results.filter(({ id }) => id.startsWith(`${group}-`)),
        isFailure,
        { timestamp, properties: group === 'WINDOW' ? toProperties(summary) : '' },
      ),
    );
    const { incomplete } = summary;
    const attributes = `name="openreplay-kit verify" ${counts(results, isFailure, incomplete === undefined)} ${timestamp}`;
    const run = incomplete === undefined ? '' : toRun(incomplete, timestamp);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes}>\n${run}${suites.join('')}</testsuites>\n`;
  };
}

/** A run that was not possible is an error of a separate test case. */
function toRun(reason: string, timestamp: string): string {
  const message = escapeXml(reason);
  return `  <testsuite name="RUN" tests="1" failures="0" errors="1" skipped="0" time="0.000" ${timestamp}>\n    <testcase classname="openreplay-kit.RUN" name="the run can be done" time="0.000"><error message="${message}">${message}</error></testcase>\n  </testsuite>\n`;
}

function toProperties({ dates }: Summary): string {
  if (dates === undefined) return '';
  return `    <properties><property name="dates" value="${escapeXml(`The ${dates}.`)}"/></properties>\n`;
}

function toSuite(
  group: string,
  results: readonly RequirementResult[],
  isFailure: (result: RequirementResult) => boolean,
  { timestamp, properties }: { readonly timestamp: string; readonly properties: string },
): string {
  if (results.length === 0) return '';
  const cases = results.map((result) => toCase(group, result, isFailure(result)));
  return `  <testsuite name="${group}" ${counts(results, isFailure)} ${timestamp}>\n${properties}${cases.join('')}  </testsuite>\n`;
}

function counts(
  results: readonly RequirementResult[],
  isFailure: (result: RequirementResult) => boolean,
  isDone = true,
): string {
  const skipped = results.filter(({ outcome }) => outcome === 'skipped').length;
  const seconds = results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const errors = isDone ? 0 : 1;
  return `tests="${results.length + errors}" failures="${results.filter(isFailure).length}" errors="${errors}" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

function toCase(group: string, result: RequirementResult, isFailure: boolean): string {
  const open = `    <testcase classname="openreplay-kit.${group}" name="${escapeXml(`${result.id} ${result.title}`)}" time="${(result.durationMs / 1000).toFixed(3)}"`;
  if (result.outcome === 'met') return `${open}/>\n`;
  if (result.outcome === 'skipped')
    return `${open}><skipped message="${escapeXml(result.reason ?? '')}"/></testcase>\n`;
  const text = escapeXml(toText(result));
  const message = escapeXml(result.diagnosis ?? `expected ${result.expected}`);
  return isFailure
    ? `${open}><failure type="${result.level}" message="${message}">${text}</failure></testcase>\n`
    : `${open}><system-out>${text}</system-out></testcase>\n`;
}

function toText({ source, expected, received, diagnosis, curl, command }: RequirementResult): string {
  const lines = [
    diagnosis,
    `Source: ${source}`,
    `Expected: ${expected}`,
    `Received: ${received}`,
    curl && `Repeat: ${curl}`,
    command && `All of it: ${command}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
  return text
    .toWellFormed()
    .replace(/[&<>"\n]/g, (character) => entities[character] ?? '')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
