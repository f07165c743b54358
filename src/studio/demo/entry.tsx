import worker from '../../hosts/browser/demo/demo-worker.ts?worker&url';
import { openStudio } from '../open-studio.tsx';
import './demo.css';
import { startWorker } from './start-worker.ts';

const root = document.getElementById('studio');
if (root) {
  startWorker(navigator, worker).then(
    () => openStudio(root, { isAlone: true }),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      const words = document.createElement('p');
      words.className = 'loading';
      words.setAttribute('role', 'alert');
      words.textContent = `The demo cannot start: ${why}.`;
      root.replaceChildren(words);
    },
  );
}
