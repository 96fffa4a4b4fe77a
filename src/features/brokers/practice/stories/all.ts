import { INDEX_OPTIONS } from './index-options.ts';
import { ODD_ROWS } from './odd-rows.ts';
import { ROLLS } from './rolls.ts';
import { SHARES } from './shares.ts';
import { SPREADS } from './spreads.ts';
import type { Story } from './story.ts';

export const STORIES: readonly Story[] = [...ROLLS, ...SHARES, ...SPREADS, ...INDEX_OPTIONS, ...ODD_ROWS];
