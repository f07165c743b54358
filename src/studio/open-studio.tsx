import 'virtual:look.css';
import './css/frame.css';
import './css/parts.css';
import './css/panels.css';
import './css/panes.css';
import './css/timeline.css';
import './css/phone.css';
import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { createHash } from './model/hash.ts';
import { createStudio, StudioProvider } from './model/studio.ts';

/**
 * Shows the studio of the mock below this page's folder.
 *
 * @param isAlone - whether only this page can reach the mock.
 */
export function openStudio(root: Element, { isAlone = false } = {}): void {
  const now = () => performance.now();
  const api = createApi(new URL('.', document.baseURI), now);
  const studio = createStudio({ api, hash: createHash(window), now, isAlone });
  root.replaceChildren();
  render(
    <StudioProvider value={studio}>
      <App />
    </StudioProvider>,
    root,
  );
}
