export { anonymise } from './engine/anonymise.ts';
export { groupIntoCampaigns } from './engine/group.ts';
export type { Decision } from './engine/types.ts';
export { decisions } from './forms.ts';
export { replayJson } from './json.ts';
