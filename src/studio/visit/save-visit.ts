import type { RecordInput } from '../../kit/record.ts';
import { type Api, Refused } from '../api.ts';

/** Whether a session is one that was recorded and can be replaced; the generated ones cannot. */
export async function isRecorded(api: Api, session: string): Promise<boolean> {
  return (await api.recordedSession(session)) !== undefined;
}

/** Records a visit in place of a recorded session; where that is refused, the session is as it was. */
export async function replaceVisit(api: Api, { events, start }: RecordInput, session: string): Promise<void> {
  try {
    await api.replaceSession(session, { events, ...(start !== undefined && { start }) });
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
    throw new Error(`Session ${session} is not recorded any more. Save the visit as a new one.`, { cause: error });
  }
}
