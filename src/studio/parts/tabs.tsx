/** A row of tabs, one of them selected; arrow keys move along it. */
export function Tabs(props: {
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: number;
  /** The ID of the panel that the tabs control. */
  readonly panel: string;
  readonly onChoose: (index: number) => void;
}) {
  const { label, names, chosen, panel, onChoose } = props;
  const step = (tabs: Element, by: number) => {
    const next = (chosen + by + names.length) % names.length;
    onChoose(next);
    tabs.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(event.currentTarget, 1);
        if (event.key === 'ArrowLeft') step(event.currentTarget, -1);
      }}
    >
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={index === chosen}
          aria-controls={panel}
          tabIndex={index === chosen ? 0 : -1}
          onClick={() => onChoose(index)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
