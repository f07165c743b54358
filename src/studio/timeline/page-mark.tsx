import { shorten } from '../../look/place-labels.ts';
import type { Segment } from '../../look/session-layout.ts';
import { SLOW_MS, toLoad } from './load-times.ts';
import type { ToButton } from './mark-button.ts';
import { readablePath, textWidth } from './texts.ts';
import { LOAD_HEIGHT, PAGE_HEIGHT, type Rows } from './timeline-rows.ts';

/** Room next to the path, in pixels. */
const INSET = 6;
const LOAD_WIDTH = 6;
/** From this width on there is room for text next to a bar. */
const WORDS_WIDTH = 50;
const SLOW_WORDS_WIDTH = 85;

/** A page and where it is drawn. */
interface PageDrawing {
  readonly segment: Segment;
  readonly inner: number;
  readonly rows: Rows;
  readonly slowestMs: number;
  readonly isChosen: boolean;
  readonly toButton: ToButton;
}

/** A page over the time it was open, with its load time. */
export function PageMark({ segment, inner, rows, slowestMs, isChosen, toButton }: PageDrawing) {
  const { index, path, loadTime } = segment;
  const name = readablePath(path);
  const x = segment.from * inner;
  const wide = Math.max(2, (segment.to - segment.from) * inner - 1.5);
  const isSlow = loadTime !== null && loadTime > SLOW_MS;
  const loadWords = loadTime === null ? 'without a page load' : `loaded ${isSlow ? 'slowly, ' : ''}in ${loadTime} ms`;
  return (
    <g class={`event page ${isChosen ? 'chosen' : ''}`} {...toButton(index, `Page ${name}, ${loadWords},`)}>
      <title>{`${name}\n${loadWords}`}</title>
      <rect class="segment" x={x} y={rows.pages} width={wide} height={PAGE_HEIGHT} rx={Math.min(4, wide / 2)} />
      {loadTime !== null && <LoadBar {...{ x, isSlow }} foot={rows.loads} share={loadTime / slowestMs} />}
    </g>
  );
}

function LoadBar(props: {
  readonly x: number;
  readonly foot: number;
  readonly share: number;
  readonly isSlow: boolean;
}) {
  const { x, foot, share, isSlow } = props;
  const high = Math.max(2, share * LOAD_HEIGHT);
  return <rect class={isSlow ? 'load slow' : 'load'} x={x} y={foot - high} width={LOAD_WIDTH} height={high} rx="1" />;
}

/** The text of a page if there is room: its path and its load time. */
export function PageWords({ segment, inner, rows }: Pick<PageDrawing, 'segment' | 'inner' | 'rows'>) {
  const { from, to, loadTime } = segment;
  const path = readablePath(segment.path);
  const x = from * inner;
  const wide = (to - from) * inner;
  const fitting = Math.floor(((wide - 2 * INSET) * path.length) / textWidth(`${path}…`));
  return (
    <>
      {fitting >= Math.min(3, path.length) && (
        <svg x={x} y={rows.pages} width={wide} height={PAGE_HEIGHT} aria-hidden="true">
          <text x={INSET} y="15">
            {shorten(path, fitting)}
          </text>
        </svg>
      )}
      {loadTime !== null && wide > WORDS_WIDTH && (
        <text class={loadTime > SLOW_MS ? 'time slow' : 'time dim'} x={x + LOAD_WIDTH + 4} y={rows.loads - 3}>
          {loadTime > SLOW_MS && wide > SLOW_WORDS_WIDTH ? `slow: ${toLoad(loadTime)}` : toLoad(loadTime)}
        </text>
      )}
    </>
  );
}
