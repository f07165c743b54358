import { useMemo, useRef } from 'preact/hooks';
import { areaOf } from '../../look/area.ts';
import { placeLabels, shorten } from '../../look/place-labels.ts';
import { layOutSession } from '../../look/session-layout.ts';
import { kindOf, OUTLINES } from '../../look/shapes.ts';
import { stepFor, ticksOf } from '../../look/time-scale.ts';
import { toSpan } from '../../look/time-text.ts';
import { AREAS } from '../../look/tokens.ts';
import type { Session } from '../model/sessions.ts';
import { stepTo } from './step-to.ts';

const LANE = 15;
const LANES = 4;
const MARKS = 22;
const PAGES = 26;
const LOADS = 34;
const AXIS = 18;
/** Room at both sides, so that a mark at the very edge is seen whole. */
const SIDE = 9;
const CHARACTER = 6.3;

/** A session: its pages in proportion to time, clicks as marks with their labels, load times as bars. */
export function SessionTimeline(props: {
  readonly session: Session;
  readonly width: number;
  /** The longest load time of all that is shown, in ms, so that bars can be compared. */
  readonly slowestMs: number;
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
}) {
  const { session, width, slowestMs, selected, onSelect } = props;
  const svg = useRef<SVGSVGElement>(null);
  const inner = Math.max(1, width - 2 * SIDE);
  const { layout, labels, lanes } = useMemo(() => {
    const found = layOutSession(session.events);
    const points = found.points.map(({ at, label }) => ({ x: at * inner, text: label }));
    const placed = placeLabels(points, { width: inner, lanes: LANES, characterWidth: CHARACTER, longest: 24 });
    const used = placed.reduce((most, { lane }) => Math.max(most, lane === undefined ? 0 : lane + 1), 0);
    return { layout: found, labels: placed, lanes: used };
  }, [session, inner]);

  const marksY = lanes * LANE + MARKS / 2;
  const pagesY = lanes * LANE + MARKS;
  const loadsY = pagesY + PAGES + 3;
  const axisY = loadsY + LOADS + 2;
  const { scale, segments, points } = layout;
  const spanMs = scale.end - scale.start;
  const stepMs = stepFor(spanMs, Math.max(2, Math.floor(inner / 110)));
  const chosen = selected === undefined ? -1 : selected - session.first;
  // one stop for the Tab key in each session; arrow keys go on from there
  const stop = chosen >= 0 && chosen < session.events.length ? chosen : 0;

  const toButton = (index: number, name: string) => ({
    role: 'button' as const,
    tabIndex: index === stop ? 0 : -1,
    'data-event': index,
    'aria-label': name,
    'aria-pressed': index === chosen,
    onClick: () => onSelect(session.first + index),
    onKeyDown(event: KeyboardEvent) {
      const next = stepTo(event.key, index, session.events.length);
      if (next === undefined) return;
      event.preventDefault();
      onSelect(session.first + next);
      svg.current?.querySelector<SVGElement>(`[data-event="${next}"]`)?.focus();
    },
  });
  const since = (index: number) => `at ${toSpan((session.events[index]?.timestamp ?? scale.start) - scale.start)}`;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <svg
      ref={svg}
      class="timeline"
      width={width}
      height={axisY + AXIS}
      role="group"
      aria-label={`Timeline of session ${session.id}: ${session.events.length} events in ${toSpan(spanMs)}`}
    >
      <g transform={`translate(${SIDE} 0)`}>
        {ticksOf(scale, stepMs, scale.start).map((time) => {
          const x = scale.at(time) * inner;
          return (
            <g key={time} class="tick" aria-hidden="true">
              <path d={`M${x} ${pagesY}V${axisY + 3}`} />
              {inner - x > 34 && (
                <text class="time dim" x={x + 3} y={axisY + 13}>{`+${toSpan(time - scale.start)}`}</text>
              )}
            </g>
          );
        })}
        {segments.map(({ index, from, to, path, loadTime }) => {
          const x = from * inner;
          const wide = Math.max(2, (to - from) * inner - 1);
          const fitting = Math.floor((wide - 10) / CHARACTER);
          const high = loadTime === null ? 0 : Math.max(2, (loadTime / slowestMs) * LOADS);
          const loadWords = loadTime === null ? 'without a page load' : `loaded in ${loadTime} ms`;
          return (
            <g
              key={index}
              class={`event page ${index === chosen ? 'chosen' : ''}`}
              {...toButton(index, `Page ${path} ${since(index)}, ${loadWords}`)}
            >
              <title>{`${path}\n${loadWords}`}</title>
              <rect class={`segment area-${areaOf(path, AREAS)}`} x={x} y={pagesY} width={wide} height={PAGES} rx="3" />
              {fitting >= 2 && (
                <text x={x + 5} y={pagesY + 17}>
                  {shorten(path, fitting)}
                </text>
              )}
              {loadTime !== null && <rect class="load" x={x} y={loadsY + LOADS - high} width="6" height={high} />}
              {loadTime !== null && wide > 46 && (
                <text class="time dim" x={x + 9} y={loadsY + LOADS - 2}>
                  {toLoad(loadTime)}
                </text>
              )}
            </g>
          );
        })}
        {points.map(({ index, at, label, type }, place) => {
          const x = at * inner;
          const placed = labels[place];
          const y = placed?.lane === undefined ? 0 : (lanes - placed.lane) * LANE - 4;
          return (
            <g
              key={index}
              class={`event point ${index === chosen ? 'chosen' : ''}`}
              {...toButton(index, `${type === 'CLICK' ? 'Click' : type} “${label}” ${since(index)}`)}
            >
              <title>{label}</title>
              {placed?.lane !== undefined && (
                <>
                  <path class="stem" d={`M${x} ${y + 3}V${marksY}`} />
                  <text class="label" x={placed.x} y={y}>
                    {placed.text}
                  </text>
                </>
              )}
              <g class="mark kept" transform={`translate(${x} ${marksY}) scale(.8)`}>
                <path class="outline" d={OUTLINES[kindOf(type)]} />
              </g>
            </g>
          );
        })}
      </g>
    </svg>
  );
}

function toLoad(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}
