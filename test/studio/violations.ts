import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Names what axe finds, and where: of every kind in light colours, and of contrast in dark ones. */
export async function violations(
  page: Page,
  { within = 'html' }: { readonly within?: string } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // what is right need not be described, which takes longer than to find it
    const rules: axe.RunOptions = {
      resultTypes: ['violations'],
      ...(colorScheme === 'dark' && { runOnly: ['color-contrast'] }),
    };
    const { violations: seen } = await page.evaluate(
      // the script put it there
      ([part, options]) => (globalThis as unknown as { axe: typeof axe }).axe.run(part, options),
      [within, rules] as const,
    );
    for (const { id, nodes } of seen) {
      found.push(...nodes.map(({ target, failureSummary }) => `${colorScheme}: ${id} ${target}: ${failureSummary}`));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}
