import 'virtual:look.css';
import './css/frame.css';
import './css/parts.css';
import './css/panes.css';
import './css/timeline.css';
import './css/phone.css';
import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { createHash } from './model/hash.ts';
import { parseRoute } from './model/route.ts';
import { createStudio, StudioProvider } from './model/studio.ts';

/** Shows the studio of the mock that answers below this page's folder. */
export function openStudio(root: Element): void {
  const now = () => performance.now();
  const hash = createHash(window);
  const studio = createStudio({ api: createApi(new URL('.', document.baseURI), now), now, ...hash });
  hash.onChange((text) => studio.go({ user: undefined, start: undefined, end: undefined, ...parseRoute(text) }));
  root.replaceChildren();
  render(
    <StudioProvider value={studio}>
      <App />
    </StudioProvider>,
    root,
  );
}
