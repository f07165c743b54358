// Uses the types that openapi-typescript makes of the packed document; it is compiled, not run.
import type { paths } from './openapi-types.js';

type Operation = paths['/api/app/{projectKey}/users/{userId}/sessions']['get'];
type Reply = Operation['responses'][200]['content']['application/json'];
type SessionEvent = Reply['data'][number];

export const parameters: Operation['parameters'] = {
  path: { projectKey: '3sWXSsqHgSKnE87YkNJK', userId: 'mickael@openreplay.com' },
  query: { start_date: 1623440905732 },
};

/** Events are distinguished by their type, and metrics may be null. */
export function describeEvent(event: SessionEvent): string {
  if (event.type === 'CLICK') return event.label;
  if (event.type !== 'LOCATION') return event.type;
  const ttfb: number | null = event.ttfb;
  // @ts-expect-error a metric may be null
  const never: number = event.loadTime;
  return `${event.url} ${ttfb} ${never}`;
}
