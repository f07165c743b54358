import type { RecordInput, Snapshot } from '../../kit/record.ts';
import type { Api } from '../api.ts';

/** Takes a session out of a snapshot; undefined when it is not recorded there. */
export function withoutSession(
  snapshot: Snapshot,
  project: string,
  user: string,
  session: string,
): Snapshot | undefined {
  const isIt = (row: Snapshot['recorded'][number]) => row.projectKey === project && row.userId === user;
  const isOf = ({ sessionId }: { readonly sessionId: number }) => String(sessionId) === session;
  if (!snapshot.recorded.some((row) => isIt(row) && row.events.some(isOf))) return undefined;
  const recorded = snapshot.recorded
    .map((row) => (isIt(row) ? { ...row, events: row.events.filter((event) => !isOf(event)) } : row))
    .filter(({ events }) => events.length > 0);
  return { ...snapshot, recorded };
}

/** Whether a session is one that was recorded and can be replaced; the generated ones cannot. */
export async function isRecorded(api: Api, project: string, user: string, session: string): Promise<boolean> {
  return withoutSession(await api.snapshot(), project, user, session) !== undefined;
}

/** Records a visit in place of a recorded session, or puts back what was there when it is refused. */
export async function replaceVisit(api: Api, visit: RecordInput, session: string): Promise<void> {
  const before = await api.snapshot();
  const without = withoutSession(before, visit.projectKey ?? '', visit.userId, session);
  if (!without) throw new Error(`Session ${session} is not recorded any more. Save the visit as a new one.`);
  await api.restore(without);
  try {
    await api.record({ ...visit, sessionId: Number(session) });
  } catch (error) {
    await api.restore(before);
    throw error;
  }
}
