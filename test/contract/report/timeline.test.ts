import { describe, expect, it } from 'vitest';
import { createHtmlReporter, type WindowEvidence } from '../../../src/contract/index.ts';
import { clickOf, failureOf, print } from '../../support/made-results.ts';

describe('a timeline', () => {
  const drawn = (window: WindowEvidence) => print(createHtmlReporter(), [failureOf('WINDOW-01', { window })]);

  it('counts instants that add nothing, and draws a distant bound', async () => {
    const events = Array.from({ length: 60 }, (_, index) =>
      clickOf(index * 86_400_000, index === 30 ? 'extra' : 'kept'),
    );
    const html = drawn({ end: 9_999_999_999_999, events });
    expect(html).toContain('29 kept within 28 days');
    expect(html).toContain('≈ 316 years');
    expect(html.match(/class="mark extra"/g)).toHaveLength(3); // the event in its session and close up, and the legend
  });

  it('draws no band for a window that starts after it ends', () => {
    const html = drawn({ start: 9, end: 3, events: [clickOf(5, 'extra')] });
    expect(html).not.toContain('class="band"');
    expect(html).toContain('starts after it ends');
  });

  it('draws only the differences in a long session, and the number of events', () => {
    const events = Array.from({ length: 200 }, (_, index) => clickOf(index * 1000, index === 120 ? 'missing' : 'kept'));
    const html = drawn({ start: 0, events });
    expect(html).toContain('A session of 200 events: 1 missing, 199 kept');
    expect(html.match(/class="mark missing"/g)).toHaveLength(3); // in its session and close up, and in the legend
    expect(html.match(/class="mark kept"/g)?.length).toBeLessThan(10);
  });

  it('says so if nothing in the drawing differs', () => {
    expect(drawn({ start: 0, events: [clickOf(1, 'kept')] })).toContain('what differs is their order');
  });

  it.each([-8.7e15, 1e300, 0.5, NaN])('accepts %d as a time', (time) => {
    expect(drawn({ start: time, end: time, events: [clickOf(time, 'missing')] })).toContain('role="img"');
  });
});
