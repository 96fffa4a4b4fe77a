import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from '../app.ts';
import { closeDatabase } from '../db/open.ts';
import { openHouse } from '../open-house.ts';
import type { Command } from './command.ts';

export const routes: Command = {
  usage: '',
  help: 'prints every address with its face, permission and file',
  options: {},
  /** On a house of its own, gone afterwards: what is printed depends on no data. */
  async runPlain(config) {
    const folder = mkdtempSync(path.join(tmpdir(), 'rollbook-routes-'));
    const { deps } = await openHouse({
      ...config,
      dataDir: folder,
      databaseFile: path.join(folder, 'rollbook.db'),
    });
    try {
      const app = buildApp(deps);
      await app.ready();
      for (const { method, url, face, access, file } of app.knownRoutes) {
        process.stdout.write(
          `${method.padEnd(7)}${url.padEnd(46)}${face.padEnd(8)}${access.padEnd(20)}${file}\n`,
        );
      }
      await app.close();
      return 0;
    } finally {
      closeDatabase(deps.db);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
