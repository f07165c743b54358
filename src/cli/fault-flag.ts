import { InvalidArgumentError } from 'commander';
import { type FaultInput, faultInputSchema } from '../kit/fault.ts';
import { latency, meant } from './mock-flags.ts';

const FIELDS = Object.keys(faultInputSchema.shape);
const TEXTS = ['message', 'projectKey', 'userId'];

/**
 * Reads a fault written as its fields, such as `status=503,rate=0.2` or `drop,times=3`, and appends it. The mock checks
 * whether the fields go together.
 */
export function collectFault(text: string, previous: readonly FaultInput[] = []): FaultInput[] {
  const fields = text.split(',').map(readField);
  // Cast: the mock checks the fields by their schema
  return [...previous, Object.fromEntries(fields) as FaultInput];
}

function readField(text: string): readonly [name: string, value: unknown] {
  const cut = text.indexOf('=');
  if (text === 'drop') return ['drop', true];
  if (cut < 1) throw new InvalidArgumentError('It must be fields such as status=503,rate=0.2 or drop,times=3.');
  const [name, value] = [text.slice(0, cut), text.slice(cut + 1)];
  if (!FIELDS.includes(name)) throw new InvalidArgumentError(`There is no field "${name}"${meant(name, FIELDS)}`);
  if (name === 'latency') return [name, latency(value)];
  return [name, TEXTS.includes(name) || !/^\d+(\.\d+)?$/.test(value) ? value : Number(value)];
}

/** Writes a fault as {@link collectFault} reads it. */
export function writeFault(fault: FaultInput): string {
  const fields = Object.entries(fault).map(([name, value]) => {
    if (name === 'drop') return name;
    return `${name}=${name === 'latency' ? writeLatency(fault.latency ?? 0) : value}`;
  });
  return fields.join(',');
}

/** Writes milliseconds as {@link latency} reads them. */
export function writeLatency(given: NonNullable<FaultInput['latency']>): string {
  if (typeof given === 'number') return String(given);
  return 'minMs' in given ? `${given.minMs}-${given.maxMs}` : `${given.p50Ms}/${given.p90Ms}/${given.p99Ms}`;
}
