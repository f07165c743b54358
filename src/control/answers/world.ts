import { DOCUMENTED_HOST } from '../../api/documented/events.ts';
import { Refusal, refuse } from '../../api/problem.ts';
import type { Replica } from '../../journal/replica.ts';
import { controlApi } from '../../kit/control/api.ts';
import { getEvents, getHealth, getOpenApi, getProjects, getUsers } from '../../kit/control/world-operations.ts';
import { INTERNALS } from '../../mock/internals.ts';
import type { Mock } from '../../mock/mock.ts';
import { DEVELOPMENT_KEY } from '../../mock/options.ts';
import { type ControlRow, row } from '../row.ts';
import { toSwitches } from '../state.ts';

export const worldRows: readonly ControlRow[] = [
  row(getHealth, ({ mock, version }) => {
    const { basePath, projects, users, seed, site, locale, inputEvents, window, live, keys } = mock.options;
    return {
      status: 'ok' as const,
      version,
      api: basePath,
      apis: mock.apis.map(({ id, basePaths: [usual, ...others] }, index) => ({
        id,
        basePaths: index > 0 || basePath === usual ? [usual, ...others] : [basePath],
      })),
      projects: [...projects],
      users,
      seed,
      host: site?.host ?? DOCUMENTED_HOST,
      locale,
      inputEvents,
      window,
      live,
      now: mock.clock.now(),
      speed: mock.clock.speed,
      // published, unlike other keys
      developmentKey: keys.includes(DEVELOPMENT_KEY),
      recordedEvents: mock.recordedEvents(),
      state: toPlace(mock[INTERNALS].replica),
      ...toSwitches(mock),
    };
  }),

  row(getProjects, ({ mock }) => ({ projects: [...mock.options.projects] })),

  row(getUsers, ({ mock }, { query: { project, search, recorded, from, limit } }) => {
    const projectKey = findProject(mock, project);
    if (projectKey instanceof Refusal) return projectKey;
    return mock.findUsers({
      projectKey,
      limit,
      ...(search && { search }),
      ...(recorded && { recorded: true }),
      ...(from && { from }),
    });
  }),

  row(getEvents, async ({ mock }, { query: { project, user } }) => {
    const projectKey = findProject(mock, project);
    return projectKey instanceof Refusal ? projectKey : { data: await mock.events(user, projectKey) };
  }),

  row(getOpenApi, async () => {
    // Loaded on demand: the builder is larger than all the rest.
    const { buildDocument } = await import('../../openapi/document.ts');
    return { ...buildDocument(controlApi, '3.1') };
  }),
];

/** Returns how far a mock is in the changes of its journal. */
function toPlace({ position, lag, journal }: Replica) {
  const { problem, isCurrent = true } = journal ?? {};
  return { position, lag, isCurrent, ...(problem !== undefined && { problem }) };
}

function findProject({ options: { projects } }: Mock, asked: string | undefined): string | Refusal {
  const found = asked === undefined ? projects[0] : projects.find((projectKey) => projectKey === asked);
  return found ?? refuse(404, `project: must be a project of this mock (${projects.join(', ')}), received "${asked}".`);
}
