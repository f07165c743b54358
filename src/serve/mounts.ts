import { isAt } from '../api/place.ts';
import { type Step, stepsOf } from './checks.ts';
import { finished } from './finish.ts';
import { headerOf, type MockReply, type MockRequest } from './message.ts';
import { fromRefused, toRefusal } from './reply.ts';
import { createRouter, type Mounted, type Router, refusePath, type Target } from './router.ts';
import type { Row } from './row.ts';
import type { Backend, Service, ServiceEntry } from './service.ts';

/** A row and the steps that run before its answer. */
export interface PlannedRow extends Row<Backend> {
  readonly steps: readonly Step[];
}

/** An API at its place, with its rows if loaded. */
interface Mount {
  readonly entry: ServiceEntry;
  readonly basePaths: readonly string[];
  loaded: readonly Mounted<PlannedRow>[];
}

/** The APIs of a mock, each at its place. A service may be loaded on its first request. */
export class Mounts {
  readonly #mounts: readonly Mount[];
  #router: Router<PlannedRow>;

  /** @param basePath - where the first API is, instead of its usual base path. */
  constructor(entries: readonly ServiceEntry[], basePath: string) {
    this.#mounts = entries.map((entry, index) => {
      const isElsewhere = index === 0 && basePath !== entry.place.basePaths[0];
      const basePaths = isElsewhere ? [basePath] : entry.place.basePaths;
      return { entry, basePaths, loaded: 'service' in entry ? plan(entry.service, basePaths) : [] };
    });
    this.#router = this.#route();
  }

  targetOf(path: string): Target<PlannedRow> | undefined {
    return this.#router.targetOf(path);
  }

  /** Loads the service of a path; undefined if it is loaded. */
  load(path: string): Promise<void> | undefined {
    const mount = this.#ownerOf(path);
    if (!mount || mount.loaded.length > 0 || !('load' in mount.entry)) return undefined;
    return mount.entry.load().then((service) => {
      if (mount.loaded.length > 0) return;
      mount.loaded = plan(service, mount.basePaths);
      this.#router = this.#route();
    });
  }

  /** Refuses an unknown path, in the format of the API whose base path it is below, or else of the first. */
  refuse(request: MockRequest): MockReply | Promise<MockReply> {
    const { method, path, query } = request;
    const found = this.#loadedAt(path);
    const { api } = found;
    const read = api.readPath?.(path, query, (name) => headerOf(request, name));
    if (read && 'status' in read) return finished(api, request, fromRefused(read));
    return finished(api, request, toRefusal(api, refusePath(found, { method, path: read?.path ?? path })));
  }

  /** Answers CORS preflights on any path, for an API that does so itself. */
  answerPreflight(request: MockRequest): MockReply | undefined {
    const answer = this.#loadedAt(request.path).api.readPreflight?.((name) => headerOf(request, name));
    return answer && fromRefused(answer);
  }

  #loadedAt(path: string): Mounted<PlannedRow> {
    const loaded = this.#ownerOf(path)?.loaded ?? [];
    const found = loaded.find(({ basePath }) => path.startsWith(`${basePath}/`)) ?? loaded[0];
    if (!found) throw new TypeError('A mock serves at least one API.');
    return found;
  }

  #ownerOf(path: string): Mount | undefined {
    return this.#mounts.find(({ basePaths }) => isAt(basePaths, path)) ?? this.#mounts[0];
  }

  #route(): Router<PlannedRow> {
    return createRouter(this.#mounts.flatMap(({ loaded }) => loaded));
  }
}

function plan({ api, rows }: Service, basePaths: readonly string[]): readonly Mounted<PlannedRow>[] {
  const planned = rows.map((row) => ({ ...row, steps: stepsOf(api, row) }));
  return basePaths.map((basePath) => ({ api, basePath, rows: planned }));
}
