import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Up to this scroll position the first items are visible, in pixels. */
const NEAR_TOP = 40;

/**
 * Counts items added to a list while the user was further down.
 *
 * @param list - an element inside the scroll container.
 * @param length - how long the list is now.
 */
export function useNews(
  list: RefObject<HTMLElement | null>,
  length: number,
): { readonly unseen: number; readonly toTop: () => void } {
  const seen = useRef(length);
  const [unseen, setUnseen] = useState(0);
  const boxOf = useCallback(() => list.current?.closest('.scroll') ?? undefined, [list]);

  useEffect(() => {
    const box = boxOf();
    const look = () => {
      if (!box || box.scrollTop <= NEAR_TOP || length < seen.current) seen.current = length;
      setUnseen(length - seen.current);
    };
    look();
    box?.addEventListener('scroll', look, { passive: true });
    return () => box?.removeEventListener('scroll', look);
  }, [boxOf, length]);

  const toTop = useCallback(() => boxOf()?.scrollTo({ top: 0 }), [boxOf]);
  return { unseen, toTop };
}
