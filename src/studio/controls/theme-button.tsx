import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';

const KEPT_AS = 'openreplay-kit-theme';

/** Switches between light and dark; until used, the page follows the system's preference. */
export function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    if (theme !== undefined) document.documentElement.dataset.theme = theme;
  }, [theme]);
  const prefersDark = usePrefersDark();
  const isDark = theme === undefined ? prefersDark : theme === 'dark';
  return (
    <button
      type="button"
      class="square"
      aria-label={isDark ? 'Switch to light' : 'Switch to dark'}
      onClick={() => {
        const next = isDark ? 'light' : 'dark';
        setTheme(next);
        keepTheme(next);
      }}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  );
}

/** Follows the system's preference, which may change with the time of day. */
function usePrefersDark(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [prefersDark, setPrefersDark] = useState(query.matches);
  useEffect(() => {
    const follow = () => setPrefersDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [query]);
  return prefersDark;
}

/** A browser may deny a page storage. */
function readTheme(): 'light' | 'dark' | undefined {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return kept === 'light' || kept === 'dark' ? kept : undefined;
  } catch {
    return undefined;
  }
}

function keepTheme(theme: string): void {
  try {
    localStorage.setItem(KEPT_AS, theme);
  } catch {
    // then it lasts until the page is closed
  }
}
