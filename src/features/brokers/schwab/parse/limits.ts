// What reading costs at most is bounded by these; the busiest of accounts stays a tenth below in all its years.
export const MOST_ROWS = 1_000_000;
export const TOO_MANY_ROWS = { fault: 'has more than a million rows: export a shorter time' };

// 100,000 rows are 13 MB as CSV, and 100 MB as the API writes them.
export const LONGEST_TEXT = 128 * 1024 * 1024;
export const TOO_LONG = { fault: 'is larger than 128 MB: export a shorter time' };
