import type { RecordInput } from '../../kit/record.ts';
import { type Api, Refused } from '../api.ts';

/** Whether a session is recorded and so can be replaced; generated ones cannot. */
export async function isRecorded(api: Api, session: string): Promise<boolean> {
  return (await api.recordedSession(session)) !== undefined;
}

/** Replaces a recorded session with a visit; if that is refused, the session is unchanged. */
export async function replaceVisit(api: Api, { events, start }: RecordInput, session: string): Promise<void> {
  try {
    await api.replaceSession(session, { events, ...(start !== undefined && { start }) });
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
    throw new Error(`Session ${session} is not recorded any more. Save the visit as a new one.`, { cause: error });
  }
}
