import { refuse } from '../../api/problem.ts';
import { getProject, listProjects } from '../../api/v2/operations.ts';
import { createRow, type Row } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import type { StoredProject } from '../../store/analytics.ts';
import { writeData } from './write.ts';

const METADATA = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`metadata${at + 1}`, null]));

function toWire({ projectId, name, projectKey, platform }: StoredProject): object {
  return {
    projectId,
    name,
    projectKey,
    tenantId: 0,
    maxSessionDuration: 7_200_000,
    sampleRate: 100,
    saveRequestPayloads: false,
    beaconSize: 0,
    platform,
    ...METADATA,
  };
}

/** Answers `listProjects`. */
const listProjectsRow = createRow<Backend, typeof listProjects>(listProjects, async ({ loadAnalytics }) =>
  writeData((await loadAnalytics()).projects().map(toWire)),
);

/** Answers `getProject`. */
const getProjectRow = createRow<Backend, typeof getProject>(
  getProject,
  async ({ loadAnalytics }, { path: { projectKey } }) => {
    const project = (await loadAnalytics()).project(projectKey);
    return project ? writeData(toWire(project)) : refuse(404, 'project not found');
  },
);

export const projectRows: readonly Row<Backend>[] = [listProjectsRow, getProjectRow];
