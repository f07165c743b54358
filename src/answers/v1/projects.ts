import type { V1Release } from '../../api/v1/release.ts';
import type { StoredProject } from '../../store/analytics.ts';

/** Writes the projects as a release lists them: by number, or in the last one by name (`observed: v1`). */
export function toWireProjects(projects: readonly StoredProject[], release: V1Release) {
  if (release === '1.10') return [...projects].sort((a, b) => a.projectId - b.projectId).map(toWire);
  const byName = [...projects].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  return byName.map((project) => ({
    ...toWire(project),
    sampleRate: 100,
    platform: project.platform,
    conditionsCount: 0,
  }));
}

function toWire({ name, projectKey, createdAt }: StoredProject) {
  return { name, projectKey, saveRequestPayloads: false, firstRecordedSessionAt: null, createdAt };
}
