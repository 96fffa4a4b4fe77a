import './node-version.ts';

// Only now: everything else brings native code along, of which an older Node dies without a word.
const { serve } = await import('./serve.ts');
await serve();
