import type { LogEntry } from '../mock/log/request-log.ts';
import type { Mock } from '../mock/mock.ts';

const BROKEN = { dropped: 'connection closed without a reply', cut: 'connection broken in the body' } as const;

/** Writes a log line for an answered request: its time by this machine's clock, the request and the outcome. */
export function toRequestLine(entry: LogEntry, mock: Pick<Mock, 'options' | 'apis'>): string {
  const { at, method, path, query, status, bytes, delayMs, broken } = entry;
  const notes = [
    delayMs > 0 && `after ${Math.round(delayMs)} ms`,
    broken && BROKEN[broken],
    isOfUnknownProject(entry, mock) && `unknown project; this mock has ${mock.options.projects.join(', ')}`,
  ].filter(Boolean);
  const target = query === '' ? path : `${path}?${query}`;
  return [
    toTimeOfDay(at),
    method,
    target,
    status,
    toSize(bytes),
    ...(notes.length > 0 ? [`(${notes.join('; ')})`] : []),
  ].join(' ');
}

/** A reply goes to a client and names no other projects; whoever runs the mock may see them. */
function isOfUnknownProject({ path, status }: LogEntry, { options, apis }: Pick<Mock, 'options' | 'apis'>): boolean {
  if (status !== 404) return false;
  const bases = apis.flatMap(({ basePaths }, index) => (index === 0 ? [options.basePath, ...basePaths] : basePaths));
  const base = bases.find((each) => path.startsWith(`${each}/`));
  const [, project = ''] = base === undefined ? [] : path.slice(base.length).split('/');
  return project !== '' && !options.projects.includes(project);
}

function toTimeOfDay(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}

function toSize(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
