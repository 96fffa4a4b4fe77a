import { buildApp } from '../app.ts';
import type { Command } from './command.ts';

export const routes: Command = {
  usage: '',
  help: 'prints every address with its face, permission and file',
  options: {},
  async run(deps) {
    const app = buildApp(deps);
    await app.ready();
    for (const { method, url, face, access, file } of app.knownRoutes) {
      process.stdout.write(
        `${method.padEnd(7)}${url.padEnd(46)}${face.padEnd(8)}${access.padEnd(18)}${file}\n`,
      );
    }
    await app.close();
    return 0;
  },
};
