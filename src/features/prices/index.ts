export { candlesFrom, type Market, marketOf } from './engine/market.ts';
export { companyAskedAt, lastCandle, saveCandles, saveCompany, saveQuotes } from './store.ts';
