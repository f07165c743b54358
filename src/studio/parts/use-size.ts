import type { RefCallback } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';

/** An element and its size. */
export interface Sized<E> {
  /** The element's `ref`; it may mount later, and unmount again. */
  readonly ref: RefCallback<E>;
  readonly element: { readonly current: E | null };
  /** Whole pixels without borders and scroll bars; 0 until the element is mounted. */
  readonly width: number;
  readonly height: number;
}

/** Follows the size of an element. */
export function useSize<E extends HTMLElement>(): Sized<E> {
  const element = useRef<E | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const ref = useCallback((box: E | null) => {
    element.current = box;
    if (!box) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { ref, element, ...size };
}
