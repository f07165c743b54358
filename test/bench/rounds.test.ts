import { expect, it } from 'vitest';
import { interleave } from './rounds.ts';

it('gives every subject a turn in each round, every second round backwards', async () => {
  const turns: string[] = [];
  const turn = (name: string) => async (round: number) => {
    turns.push(name);
    return round;
  };
  const values = await interleave({ a: turn('a'), b: turn('b'), c: turn('c') }, 3);
  expect(turns.join('')).toBe('abccbaabc');
  expect(values).toEqual({ a: [0, 1, 2], b: [0, 1, 2], c: [0, 1, 2] });
});
