import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder with package.json: one above src/, and one above dist/. */
export const root = path.resolve(import.meta.dirname, '..');

export const version: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
