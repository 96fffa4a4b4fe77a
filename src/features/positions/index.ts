export { bookOf, heldIn, holdingsIn, replaceBook, replaceHoldings } from './store.ts';
