export { parseSchwabApi } from './schwab/parse/api/answers.ts';
export { parseSchwabExport, parseSchwabFile } from './schwab/parse/files.ts';
