import { DOCUMENTED_HOST } from '../../api/documented/events.ts';
import { Refusal, refuse } from '../../api/problem.ts';
import { controlApi } from '../../kit/control/api.ts';
import { getEvents, getHealth, getOpenApi, getProjects, getUsers } from '../../kit/control/world-operations.ts';
import type { Mock } from '../../mock/mock.ts';
import { DEVELOPMENT_KEY } from '../../mock/options.ts';
import { type ControlRow, row } from '../row.ts';
import { toSwitches } from '../state.ts';

/** What is there to see. */
export const worldRows: readonly ControlRow[] = [
  row(getHealth, ({ mock, version }) => {
    const { basePath, projects, users, seed, site, locale, inputEvents, window, live, keys } = mock.options;
    return {
      status: 'ok' as const,
      version,
      api: basePath,
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
      // published, unlike all others
      developmentKey: keys.includes(DEVELOPMENT_KEY),
      recordedEvents: mock.recordedEvents(),
      ...toSwitches(mock),
    };
  }),

  row(getProjects, ({ mock }) => ({ projects: [...mock.options.projects] })),

  row(getUsers, ({ mock }, { query: { project, search, from, limit } }) => {
    const projectKey = findProject(mock, project);
    if (projectKey instanceof Refusal) return projectKey;
    return mock.findUsers({ projectKey, limit, ...(search && { search }), ...(from && { from }) });
  }),

  row(getEvents, async ({ mock }, { query: { project, user } }) => {
    const projectKey = findProject(mock, project);
    return projectKey instanceof Refusal ? projectKey : { data: await mock.events(user, projectKey) };
  }),

  row(getOpenApi, async () => {
    // Loaded when it is asked for: the builder is larger than all the rest.
    const { buildDocument } = await import('../../openapi/document.ts');
    return { ...buildDocument(controlApi, '3.1') };
  }),
];

function findProject({ options: { projects } }: Mock, asked: string | undefined): string | Refusal {
  const found = asked === undefined ? projects[0] : projects.find((projectKey) => projectKey === asked);
  return found ?? refuse(404, `project: must be a project of this mock (${projects.join(', ')}), received "${asked}".`);
}
