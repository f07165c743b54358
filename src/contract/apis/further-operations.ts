import type { ListAsk } from '../asking/lists.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { EMPTY_KEY, madeUpKey } from '../variants/key-variants.ts';
import { describeEnd, type Exchange } from '../wire/exchange.ts';

/** Headers in which other APIs expect a key. */
const OTHER_HEADERS = ['x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'token', 'x-openreplay-key'];

/** Cookies in which other servers expect one. */
const COOKIES = ['authorization', 'token', 'access_token', 'api_key', 'apiKey', 'key', 'session'];

/** A read-only operation that a server need not have; its path ends so, with `*` for the project. */
interface FurtherOperation {
  readonly method: 'GET' | 'POST';
  readonly end: string;
}

const JOBS: FurtherOperation = { method: 'GET', end: '*/jobs' };

/** The further operations of both deployed APIs. */
export const FURTHER_OPERATIONS: readonly FurtherOperation[] = [{ method: 'GET', end: 'projects' }, JOBS];

/** Fails if a key in another header, or none, or a wrong one, is enough for an operation that a server may have. */
export async function expectFurtherRefused(
  context: RunContext,
  operations: readonly FurtherOperation[],
  statuses: readonly number[],
): Promise<void> {
  const { key } = context.settings;
  const cookie = COOKIES.map((name) => `${name}=${encodeURIComponent(key)}`).join('; ');
  const elsewhere = { ...Object.fromEntries(OTHER_HEADERS.map((name) => [name, key])), cookie };
  await context.lists.expectRefused({ credential: null, headers: elsewhere }, statuses, 'the key in another header');
  for (const credential of [null, EMPTY_KEY, madeUpKey(key)]) {
    await sideBySide(operations, (operation) =>
      context.lists.expectRefusal(
        { ...toAsk(operation), credential },
        `${operation.method} ${operation.end} without the right key`,
      ),
    );
  }
}

/** Fails if a list of jobs, where there is one, tells of jobs of another project, or an unknown project has any. */
export async function expectOwnJobs(
  context: RunContext,
  { unknown, projectId }: { readonly unknown: string; readonly projectId?: unknown },
): Promise<void> {
  const own = await context.lists.ask(toAsk(JOBS));
  const jobs = jobsOf(context, own);
  const expected = projectId ?? jobs[0]?.projectId;
  const other = jobs.find((job) => job.projectId !== expected);
  if (other) throw toFailure(`jobs of project ${expected} alone`, `a job of project ${other.projectId}`, own);
  const strange = await context.lists.ask({ ...toAsk(JOBS), project: unknown });
  if (jobsOf(context, strange).length > 0)
    throw toFailure('no jobs of an unknown project', describeEnd(strange), strange);
}

function jobsOf({ exchanges }: RunContext, exchange: Exchange): readonly { readonly projectId?: unknown }[] {
  const { data } = (exchanges.bodyOf(exchange) ?? {}) as { data?: unknown };
  const isList = exchange.reply?.status === 200 && Array.isArray(data);
  return isList ? data.filter((job) => job !== null && typeof job === 'object' && 'projectId' in job) : [];
}

function toFailure(expected: string, received: string, exchange: Exchange): ContractFailure {
  return new ContractFailure({ expected, received, exchange });
}

function toAsk({ method, end }: FurtherOperation): ListAsk {
  const beside = (path: string) => {
    const steps = path.split('/users/')[0]?.split('/') ?? [];
    const project = steps.pop() ?? '';
    return [...steps, end.replace('*', project)].join('/');
  };
  return { method, beside, isOdd: true };
}
