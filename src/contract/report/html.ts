import type { RequirementResult, Summary } from '../outcome/result.ts';
import { groupByCause } from './causes.ts';
import { toCauses } from './html/causes.ts';
import { html, Markup } from './html/markup.ts';
import { STYLE } from './html/style.ts';
import { toSummary } from './html/summary.ts';
import { toTable } from './html/table.ts';
import type { Reporter } from './reporter.ts';

/**
 * Reports as one HTML page, for people and for archiving: it loads nothing, runs no script, and draws the windows
 * that went wrong.
 */
export function createHtmlReporter(): Reporter {
  return (event) => (event.type === 'end' ? toPage(event.summary, event.results).text : '');
}

/** Allows only the page's own style, so that no text can load or run anything even if it became an element. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

function toPage(summary: Summary, results: readonly RequirementResult[]): Markup {
  const causes = groupByCause(results);
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Contract of ${summary.baseUrl}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${toSummary({ summary, results, causes })}
<main>
${toCauses(causes)}
${toTable(results)}
</main>
</body>
</html>
`;
}
