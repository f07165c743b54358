import { config } from 'zod';

// Zod tests whether it may compile code from text; a strict Content Security Policy reports even that test
if ('document' in globalThis) config({ jitless: true });

export * from 'zod';
