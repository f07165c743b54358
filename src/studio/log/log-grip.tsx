const LEAST = 72;
const STEP = 24;
/** The share of the window that the log may take. */
const MOST_SHARE = 0.7;

/** The upper edge of the log, movable by pointer or arrow keys. */
export function LogGrip({
  height,
  onChange,
}: {
  readonly height: number;
  readonly onChange: (height: number) => void;
}) {
  const most = Math.round(innerHeight * MOST_SHARE);
  const change = (wanted: number) => onChange(Math.round(Math.min(most, Math.max(LEAST, wanted))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      class="log-grip"
      role="separator"
      tabIndex={0}
      aria-label="Height of the log"
      aria-orientation="horizontal"
      aria-valuemin={LEAST}
      aria-valuemax={most}
      aria-valuenow={height}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        change(innerHeight - event.clientY);
      }}
      onKeyDown={({ key }) => {
        if (key === 'ArrowUp') change(height + STEP);
        if (key === 'ArrowDown') change(height - STEP);
      }}
    />
  );
}
