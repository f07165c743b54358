import type { MockHandler } from '../../../src/hosts/web.ts';

/** Makes a server of a right one that leaves out events exactly at `end_date`. */
export function createExclusiveEnd(right: MockHandler): MockHandler {
  return {
    options: right.options,
    handle(request) {
      const query = request.query.replace(/(end_date=)([1-9]\d*)(?=&|$)/, (_, name, end) => name + (Number(end) - 1));
      return right.handle({ ...request, query });
    },
  };
}
