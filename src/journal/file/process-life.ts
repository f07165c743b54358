import { readFileSync } from 'node:fs';
import { codeOf } from '../../shared/system-error.ts';

/** A process, distinguished from a later one with the same ID where the system allows it. */
export interface ProcessMark {
  readonly process: number;
  /** When it started, in the system's own count; Linux alone tells it. */
  readonly started?: string | undefined;
}

/** Gives the mark of this process. */
export function markOwnProcess(): ProcessMark {
  return { process: process.pid, started: readProcess(process.pid)?.started };
}

/** Whether the process with this mark still runs; when in doubt it does. */
export function isRunning({ process: id, started }: ProcessMark): boolean {
  try {
    process.kill(id, 0);
  } catch (error) {
    // any other answer, such as EPERM for the process of another user, says that it is there
    if (codeOf(error) === 'ESRCH') return false;
  }
  const found = readProcess(id);
  if (!found) return true;
  // a killed process keeps its ID until its parent takes note of its end
  if (found.state === 'Z' || found.state === 'X') return false;
  return started === undefined || started === found.started;
}

function readProcess(id: number): { state: string | undefined; started: string | undefined } | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1');
    // the second field is the program's name in parentheses and may hold anything; the state is the third
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], started: fields[19] };
  } catch {
    return undefined;
  }
}
