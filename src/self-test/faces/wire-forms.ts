import type { Dates, Face, Row } from '../face.ts';

/** A list that is the whole of `data`. */
export const listInData: Pick<Face, 'nothing' | 'rowsOf' | 'withRows'> = {
  nothing: '{"data":[]}',
  rowsOf: (list) => (JSON.parse(list) as { data: Row[] }).data,
  withRows: (_, rows) => JSON.stringify({ data: rows }),
};

/** Dates in the query. */
export const datesInQuery: Pick<Face, 'datesOf' | 'withDates'> = {
  datesOf: async ({ url }) => {
    const { searchParams } = new URL(url);
    return { start: searchParams.get('start_date') ?? undefined, end: searchParams.get('end_date') ?? undefined };
  },
  withDates: async (request, dates) => {
    const url = new URL(request.url);
    writeDates(url.searchParams, dates);
    return new Request(url, request);
  },
};

function writeDates(query: URLSearchParams, { start, end }: Dates): void {
  for (const [name, date] of [
    ['start_date', start],
    ['end_date', end],
  ] as const) {
    query.delete(name);
    if (date !== undefined) query.append(name, date);
  }
}
