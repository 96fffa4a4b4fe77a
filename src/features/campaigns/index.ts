export { groupIntoCampaigns } from './engine/group.ts';
export { anonymise } from './engine/rows/anonymise.ts';
export type { Decision } from './engine/types.ts';
export { decisions } from './forms.ts';
export { replayJson } from './json.ts';
