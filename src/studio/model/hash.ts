/** The URL's hash. */
export interface Hash {
  read(): string;
  /** @param isNew - whether the browser's back button leads back to the previous one */
  write(text: string, isNew: boolean): void;
  /** Observes changes not made by `write`: the back button, a link, an edit of the URL. */
  onChange(see: (text: string) => void): void;
}

/** A browser limits how often a URL may change, which a drag would exceed. */
const REST_MS = 250;

/** Creates the hash of a page. */
export function createHash(page: Pick<Window, 'location' | 'history' | 'addEventListener'>): Hash {
  const { location, history } = page;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    read: () => location.hash,
    write(text, isNew) {
      clearTimeout(timer);
      const url = text === '' ? location.pathname + location.search : text;
      if (isNew) history.pushState(null, '', url);
      else timer = setTimeout(() => history.replaceState(null, '', url), REST_MS);
    },
    onChange(see) {
      const notify = () => {
        clearTimeout(timer);
        see(location.hash);
      };
      page.addEventListener('hashchange', notify);
      page.addEventListener('popstate', notify);
    },
  };
}
