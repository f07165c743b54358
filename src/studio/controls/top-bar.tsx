import { useStudio } from '../model/studio.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { ClockMenu } from './clock-menu.tsx';
import { DataMenu } from './data-menu.tsx';
import { FaultsMenu } from './faults-menu.tsx';
import { LinkLamp } from './link-lamp.tsx';
import { ScenariosMenu } from './scenarios-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

/** The controls of the whole mock. */
export function TopBar() {
  const { face, api, isAlone } = useStudio();
  const asked = face.value;
  const address = asked && new URL(asked.path.replace(/^\//, ''), api.base).href;
  return (
    <header class="top">
      <div class="brand">
        <svg class="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <rect width="32" height="32" rx="7" />
          <path d="M6 12h11M20 12h6M6 20h5M14 20h12" />
        </svg>
        <div>
          <h1>
            openreplay-kit <small>studio</small>
          </h1>
          <LinkLamp />
        </div>
      </div>
      {asked && address && !isAlone && (
        <p class="address">
          <span class="dim">Base URL</span>
          <code>{address}</code>
          <CopyButton text={() => address} what="the base URL" isShort />
          <a href={new URL(`reference/?api=${asked.id}`, api.base).href} target="_blank" rel="noreferrer">
            OpenAPI
          </a>
        </p>
      )}
      <nav aria-label="Controls of the mock">
        <ScenariosMenu />
        <FaultsMenu />
        <ClockMenu />
        <DataMenu />
        <ThemeButton />
      </nav>
    </header>
  );
}
