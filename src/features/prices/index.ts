export { candlesFrom, type Market, marketOf } from './engine/market.ts';
export {
  closeOn,
  closesBetween,
  companiesIn,
  companyAskedAt,
  lastCandle,
  quotesOf,
  saveCandles,
  saveCompany,
  saveQuotes,
} from './store.ts';
