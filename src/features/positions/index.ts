export { heldIn, holdingsIn, replaceBook, replaceHoldings } from './store.ts';
