import { expect, it } from 'vitest';
import { pages } from '../readme/readme.ts';
import { measures } from './measures.ts';
import { writeBenchmarks } from './readme.ts';
import type { Report } from './report.ts';
import { toSpread } from './spread.ts';

const report: Report = {
  machine: {
    date: '2026-01-31T12:00:00.000Z',
    cpu: 'CPU',
    cores: '2 cores',
    busy: 'load average 0.1',
    node: 'Node v20.20.2',
    loadGenerator: 'wrk 4.1.0',
  },
  rounds: 5,
  seconds: 1,
  sections: [
    {
      name: 'http',
      title: 'six events',
      findings: [
        { what: 'bare', value: toSpread([50_000]), unit: 'req/s' },
        {
          what: 'kit',
          value: toSpread([1]),
          ratio: toSpread([0.8, 0.9, 0.95]),
          beside: 'bare',
          target: { atLeast: 0.85 },
        },
        { what: 'kit', ratio: toSpread([7]), beside: 'Express' },
        { what: 'Mockoon', missing: 'not available: not installed' },
      ],
    },
    { name: 'bundle', title: 'bundle', findings: [{ what: 'at once', value: toSpread([48]), unit: 'KB' }] },
    {
      name: 'verify',
      title: 'verify',
      findings: [{ what: 'time', value: toSpread([4]), unit: 's', target: { atMost: 3 } }],
    },
  ],
};

it('writes ratios, targets with their outcome, what is missing, and all of a measure without either', () => {
  const written = writeBenchmarks('# Kit\n<!-- bench:start -->\nold\n<!-- bench:end -->\nmore', report);
  expect(written.split('\n')).toEqual([
    '# Kit',
    '<!-- bench:start -->',
    '2026-01-31: CPU, 2 cores, Node v20.20.2, wrk 4.1.0. Median of 5 rounds of 1 s, in parentheses the least and the most.',
    '',
    '| Measure | Of what | Result | Target |',
    '|---|---|---|---|',
    '| six events | kit | 0.9 (0.8 to 0.95) x bare | >= 0.85 |',
    '|  | kit | 7 x Express |  |',
    '|  | Mockoon | not available: not installed |  |',
    '| bundle | at once | 48 KB |  |',
    '| verify | time | 4 s | <= 3, not reached |',
    '<!-- bench:end -->',
    'more',
  ]);
});

it('finds its place in the documentation, which shows every measure', () => {
  const readme = pages.find(({ path }) => path === 'test/README.md')?.text ?? '';
  const shown = writeBenchmarks(readme, report);
  expect(shown).not.toBe(readme);
  for (const { title } of measures) expect(readme).toContain(`| ${title} |`);
});
