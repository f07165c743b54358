import { useState } from 'preact/hooks';

/** The part of a long list that is drawn: its first items, or those around one that is wanted. */
interface Portion {
  readonly from: number;
  readonly to: number;
  /** How many items the next portion before it has. */
  readonly earlier: number;
  /** How many items the next portion after it has. */
  readonly later: number;
  showEarlier(): void;
  showLater(): void;
  /** Starts again with the first items. */
  restart(): void;
  /** Makes an item part of it; nothing changes if it is. */
  show(index: number): void;
}

/** Draws a long list in portions, as all of it at once could freeze the page. */
export function usePortion(length: number, size: number): Portion {
  const [{ from, to }, set] = useState({ from: 0, to: size });
  const earlier = Math.min(size, from);
  const later = Math.max(0, Math.min(size, length - to));
  return {
    from,
    to,
    earlier,
    later,
    showEarlier: () => set({ from: from - earlier, to }),
    showLater: () => set({ from, to: to + size }),
    restart: () => set({ from: 0, to: size }),
    show(index) {
      if (index >= from && index < to) return;
      const first = index - (index % size);
      set({ from: index === to ? from : first, to: first + size });
    },
  };
}
