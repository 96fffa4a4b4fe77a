export { mirrorImport, sortImport } from './actions/import-rows.ts';
export { importFile } from './actions/import-whole.ts';
export { type Mirror, mirrorPage, preparePage, type Told } from './actions/mirror.ts';
export type { ImportedRow, Place, TransactionFilter } from './engine/listed.ts';
export { everyTransaction, listTransactions, tickersOf } from './store/list.ts';
export { findRecord, oddRecords } from './store/record.ts';
export { oldestRow, unnamedCompanies } from './store/rows.ts';
