import { useMemo, useRef } from 'preact/hooks';
import { placeLabels } from '../../look/place-labels.ts';
import { layOutSession } from '../../look/session-layout.ts';
import { stepFor, ticksOf } from '../../look/time-scale.ts';
import { toSpan } from '../../look/time-text.ts';
import type { Session } from '../model/sessions.ts';
import { visibleText } from '../parts/visible-text.ts';
import { stepTo } from './mark-button.ts';
import { PageMark, PageWords } from './page-mark.tsx';
import { PointLabel, PointMark } from './point-mark.tsx';
import { textWidth, toRoundSpan } from './texts.ts';
import { thinOut } from './thin-out.ts';
import { AXIS, CHARACTER, LABEL_LANES, type Rows, SIDE, TICK_WIDTH, toRows } from './timeline-rows.ts';

/** A session: its pages in proportion to time, clicks as marks with their labels, load times as bars. */
export function SessionTimeline(props: {
  readonly session: Session;
  readonly width: number;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
}) {
  const { session, width, selected, onSelect } = props;
  const { events, first, id } = session;
  const svg = useRef<SVGSVGElement>(null);
  const inner = Math.max(1, width - 2 * SIDE);
  const chosen = selected === undefined ? -1 : selected - first;
  const layout = useMemo(() => layOutSession(events), [events]);
  const { labels, rows, segments, points, drawn } = useMemo(() => {
    const pages = thinOut(layout.segments, ({ from }) => from * inner, chosen);
    const marks = thinOut(layout.points, ({ at }) => at * inner, chosen);
    const room = { width: inner, lanes: LABEL_LANES, characterWidth: CHARACTER, widthOf: textWidth, longest: 24 };
    const placed = placeLabels(
      marks.map(({ at, label }) => ({ x: at * inner, text: visibleText(label) })),
      room,
    );
    const lanes = placed.reduce((most, { lane }) => Math.max(most, lane === undefined ? 0 : lane + 1), 0);
    const indexes = [...pages, ...marks].map(({ index }) => index).sort((one, other) => one - other);
    return { labels: placed, rows: toRows(lanes), segments: pages, points: marks, drawn: indexes };
  }, [layout, inner, chosen]);
  const { scale } = layout;
  const slowestMs = useMemo(
    () => layout.segments.reduce((slowest, { loadTime }) => Math.max(slowest, loadTime ?? 0), 1),
    [layout],
  );
  // one tab stop per session; arrow keys move on from there
  const stop = chosen >= 0 && chosen < events.length ? chosen : 0;

  /** Attributes that make a mark clickable. */
  const toButton = (index: number, name: string) => ({
    role: 'button' as const,
    // lower case, as SVG attribute names are used verbatim
    tabindex: index === stop ? 0 : -1,
    'data-event': index,
    'aria-label': `${name} at ${toRoundSpan((events[index]?.timestamp ?? scale.start) - scale.start)}`,
    'aria-pressed': index === chosen,
    onClick: () => onSelect(first + index),
    onKeyDown(event: KeyboardEvent) {
      const step = stepTo(event.key, drawn.indexOf(index), drawn.length);
      const next = step === undefined ? undefined : drawn[step];
      if (next === undefined) return;
      event.preventDefault();
      onSelect(first + next);
      svg.current?.querySelector<SVGElement>(`[data-event="${next}"]`)?.focus();
    },
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <svg
      ref={svg}
      class="timeline"
      width={width}
      height={rows.axis + AXIS}
      role="group"
      aria-label={`Timeline of session ${id}: ${events.length} events`}
    >
      <g transform={`translate(${SIDE} 0)`}>
        <Ticks scale={scale} inner={inner} rows={rows} />
        {points.map(({ index, at }, place) => {
          const lane = labels[place]?.lane;
          return lane === undefined ? null : (
            <path key={index} class="stem" d={`M${at * inner} ${rows.labelOf(lane)}V${rows.marks}`} />
          );
        })}
        {segments.map((segment) => (
          <PageMark
            key={segment.index}
            {...{ segment, inner, rows, slowestMs, toButton }}
            isChosen={segment.index === chosen}
          />
        ))}
        {segments.map((segment) => (
          <PageWords key={segment.index} {...{ segment, inner, rows }} />
        ))}
        {points.map((point) => (
          <PointMark key={point.index} {...{ point, inner, rows, toButton }} isChosen={point.index === chosen} />
        ))}
        {labels.map((placed, place) => {
          const index = points[place]?.index ?? 0;
          return (
            <PointLabel
              key={index}
              {...{ placed, inner, rows }}
              isChosen={index === chosen}
              onPress={() => onSelect(first + index)}
            />
          );
        })}
      </g>
    </svg>
  );
}

function Ticks(props: {
  readonly scale: { readonly start: number; readonly end: number; at(time: number): number; timeAt(x: number): number };
  readonly inner: number;
  readonly rows: Rows;
}) {
  const { scale, inner, rows } = props;
  const stepMs = stepFor(scale.end - scale.start, Math.max(3, Math.floor(inner / TICK_WIDTH)));
  return ticksOf(scale, stepMs, scale.start).map((time) => {
    const x = scale.at(time) * inner;
    const text = time === scale.start ? '0 s' : `+${toSpan(time - scale.start)}`;
    return (
      <g key={time} class="tick">
        <path d={`M${x} ${rows.pages}V${rows.axis + 3}`} />
        {inner - x > 40 && (
          <text class="time dim" x={x + 3} y={rows.axis + 13}>
            {text}
          </text>
        )}
      </g>
    );
  });
}
