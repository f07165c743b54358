import { openStudio } from './open-studio.tsx';

const root = document.getElementById('studio');
if (root) openStudio(root);
