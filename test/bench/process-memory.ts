import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Reads the resident memory of a process, bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return Number(kilobytes) * 1024;
}

function fromProc(pid: number): string | undefined {
  return /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

function fromPs(pid: number): string {
  return execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}
