import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Names what axe finds, and where: in the whole page, or within a part of it. */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(
    // the script put it there
    (part) => (globalThis as unknown as { axe: typeof axe }).axe.run(part),
    within,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
