import type { FaultInput } from '../../kit/fault.ts';

/** The kinds of fault that can be set by hand. */
export const FAULT_FORMS = {
  status: { label: 'Refuse with a status', amount: 'Status', usual: '503' },
  delay: { label: 'Delay the reply', amount: 'Milliseconds', usual: '2000' },
  drop: { label: 'Close the connection without a reply', amount: undefined, usual: '' },
  cut: { label: 'Break off in the middle', amount: 'Sent before, %', usual: '60' },
} as const;

/** A kind of fault. */
export type FaultForm = keyof typeof FAULT_FORMS;

/** A fault as typed in. */
export interface TypedFault {
  readonly kind: FaultForm;
  readonly amount: string;
  /** The share of requests. */
  readonly percent: string;
  /** Empty means always. */
  readonly times: string;
}

/** Builds the fault; the mock refuses invalid values. */
export function toFault({ kind, amount, percent, times }: TypedFault): FaultInput {
  const effects: Readonly<Record<FaultForm, FaultInput>> = {
    status: { status: Number(amount) },
    delay: { latency: Number(amount) },
    drop: { drop: true },
    cut: { cut: Number(amount) / 100 },
  };
  const rate = Number(percent) / 100;
  return { ...effects[kind], ...(rate !== 1 && { rate }), ...(times.trim() !== '' && { times: Number(times) }) };
}

/** Says what a fault does. */
export function describeFault({ status, latency, drop, cut, rate, times, userId, projectKey }: FaultInput): string {
  const effects = [
    status === undefined ? '' : `status ${status}`,
    latency === undefined ? '' : `delayed by ${describeLatency(latency)}`,
    drop ? 'no reply' : '',
    cut === undefined ? '' : `breaks off after ${Math.round(cut * 100)} %`,
  ];
  const limits = [
    rate === undefined ? '' : `${Number((rate * 100).toFixed(2))} % of requests`,
    times === undefined ? '' : `${times} ${times === 1 ? 'time' : 'times'}`,
    userId !== undefined ? `for ${userId}` : projectKey === undefined ? '' : `in project ${projectKey}`,
  ];
  return [...effects, ...limits].filter((part) => part !== '').join(', ');
}

function describeLatency(latency: NonNullable<FaultInput['latency']>): string {
  if (typeof latency === 'number') return `${latency} ms`;
  return 'minMs' in latency ? `${latency.minMs} to ${latency.maxMs} ms` : `about ${latency.p50Ms} ms`;
}
