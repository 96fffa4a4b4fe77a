import './node-version.ts';
import nodeModule from 'node:module';

// What was compiled at the last start need not be compiled at this one: a quarter of the time to listen.
nodeModule.enableCompileCache();
// Only now: everything else brings native code along, of which an older Node dies without a word.
const { serve } = await import('./serve.ts');
await serve();
