import './node-version.ts';

// Only now: everything else brings native code along, of which an older Node dies without a word.
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
