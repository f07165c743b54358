import type { SharedJournal } from '../hosts/workers/shared-journal.ts';
import type { StateFile } from '../journal/file/state-file.ts';
import { isRedisUrl } from '../journal/redis/address.ts';
import type { RedisState, RedisStateOptions } from '../journal/redis/index.ts';
import type { Mock } from '../mock/mock.ts';
import { RecordError, UnavailableError } from '../shared/errors.ts';
import { codeOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';
import { warn } from './print.ts';
import { secretOf } from './secret.ts';

/** Where the state of a mock is kept, according to `--state`. */
export type MockState =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly name: string; readonly journal: StateFile }
  | {
      readonly kind: 'redis';
      readonly name: string;
      readonly journal: RedisState;
      /** How each worker opens its own connection. */
      readonly options: RedisStateOptions;
    };

/** Opens what `--state` names: a file, or the URL of a state in Redis or Valkey. */
export async function openState(named: string | undefined): Promise<MockState> {
  if (named === undefined) return { kind: 'memory' };
  return isRedisUrl(named) ? openRedis(named) : openFile(named);
}

/** Attaches a mock to its state; with several workers, to the state they share. */
export async function takeOver(mock: Mock, state: MockState, shared: SharedJournal | undefined): Promise<void> {
  const journal = shared ?? (state.kind === 'memory' ? undefined : state.journal);
  try {
    if (journal) await mock.attach(journal);
  } catch (error) {
    if (!(error instanceof RecordError && state.kind === 'file')) throw error;
    const [project] = error.issues.map(({ path }) => path);
    throw new Exit(
      2,
      `Failed to use the state file ${state.name}: it holds events of the project ${project}, which is not served. Pass --project ${project} too, or name another file.`,
    );
  }
}

/** Returns the real time on which all mocks with the state agree. */
export function timeSourceOf(state: MockState): () => number {
  return state.kind === 'redis' ? state.journal.now : Date.now;
}

/** Returns where generated history ends for the mocks that already share the state. */
export function knownNow(state: MockState): number | undefined {
  const text = state.kind === 'redis' ? state.journal.options.now : undefined;
  return text === undefined ? undefined : Number(text);
}

async function openFile(path: string): Promise<MockState> {
  const { openStateFile } = await import('../journal/file/state-file.ts');
  const journal = await openStateFile(path);
  if (journal.cutBytes > 0) {
    warn(
      `The last entry of the state file ${path} is incomplete, as after a process was killed: its ${journal.cutBytes} bytes were moved to ${journal.asidePath}.`,
    );
  }
  return { kind: 'file', name: journal.path, journal };
}

async function openRedis(url: string): Promise<MockState> {
  const username = secretOf('OPENREPLAY_KIT_REDIS_USER');
  const password = secretOf('OPENREPLAY_KIT_REDIS_PASSWORD');
  const options = { url, username, password };
  const { createRedisState } = await import('../journal/redis/index.ts').catch((cause: unknown) => {
    if (codeOf(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const remedy = 'the package @redis/client is not installed. Run npm install @redis/client.';
    throw new UnavailableError(`Failed to open the state in Redis: ${remedy}`, { cause });
  });
  const journal = await createRedisState(options);
  return { kind: 'redis', name: journal.name, journal, options };
}
