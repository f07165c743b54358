import { readFileSync } from 'node:fs';
import { codeOf } from '../../shared/system-error.ts';

/** A process, distinguished from a later one with the same ID where the system allows it. */
export interface ProcessMark {
  readonly process: number;
  /** When it started, in the system's own units; only Linux reports it. */
  readonly started?: string | undefined;
}

/** Returns the mark of this process. */
export function markOwnProcess(): ProcessMark {
  return { process: process.pid, started: readProcess(process.pid)?.started };
}

/** Whether the process with this mark is still running; if in doubt, it is. */
export function isRunning({ process: id, started }: ProcessMark): boolean {
  try {
    process.kill(id, 0);
  } catch (error) {
    // any other error, such as EPERM for another user's process, means that it exists
    if (codeOf(error) === 'ESRCH') return false;
  }
  const found = readProcess(id);
  if (!found) return true;
  // a killed process keeps its ID until its parent reaps it
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
