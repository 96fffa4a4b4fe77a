export { mirrorImport, sortImport } from './actions/import-rows.ts';
export { importFile } from './actions/import-whole.ts';
export { type Mirror, mirrorPage, preparePage, type Told } from './actions/mirror.ts';
export type { ImportedRow, TransactionFilter } from './engine/listed.ts';
export type { Place } from './engine/order.ts';
export {
  correctionsSince,
  countRows,
  namings,
  newestVersion,
  placesOfRow,
  rowsNumbered,
  rowsOfTicker,
  tickersByAccount,
  unnamedRows,
  usersWithRows,
} from './store/grouped.ts';
export { everyTransaction, listTransactions, tickersOf } from './store/list.ts';
export { findRecord, oddRecords } from './store/record.ts';
export { type RecordedRow, recordedRows } from './store/recorded.ts';
export { oldestRow, unnamedCompanies } from './store/rows.ts';
