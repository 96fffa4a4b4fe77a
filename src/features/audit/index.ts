export { record, verify } from './actions.ts';
export { lastKeyId, listEntries } from './store.ts';
