import { config } from 'zod';

// Zod tries whether it may compile code from text, and a page with a strict Content Security Policy reports even that
if ('document' in globalThis) config({ jitless: true });

export * from 'zod';
