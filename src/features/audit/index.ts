export { record, verify } from './actions.ts';
export { listEntries } from './store.ts';
