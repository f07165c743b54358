const LIMIT = 50n;

/** The requested part of the rows; 0 stands for the default. */
interface Paging {
  readonly limit: bigint;
  readonly page: bigint;
}

/**
 * Returns a page of rows and the total, which is read from the page: 0 if it is empty. The number of skipped rows is a
 * 64-bit number; a negative one drops that many at the end (`observed: v2`).
 */
export function pageOf<T>(rows: readonly T[], { limit, page }: Paging): { readonly total: number; readonly rows: T[] } {
  const count = limit || LIMIT;
  const skipped = BigInt.asIntN(64, ((page || 1n) - 1n) * count);
  const found = slice(rows, skipped, Number(count));
  return { total: found.length > 0 ? rows.length : 0, rows: found };
}

function slice<T>(rows: readonly T[], skipped: bigint, count: number): T[] {
  if (skipped >= BigInt(rows.length)) return [];
  const from = Number(skipped);
  return from >= 0 ? rows.slice(from, from + count) : rows.slice(0, Math.max(0, rows.length + from)).slice(0, count);
}
