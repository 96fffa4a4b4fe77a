import type { IsoDate } from '../../../../../lib/dates.ts';
import { parseScaled, type Scale } from '../../../../../lib/decimal.ts';
import { isTradingDate } from '../stamps.ts';

const NUMBER = /^(\()?([+-]?)\$?([+-]?)((?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?)(\))?$/;

/** `$1,234.56`, `-$12.30`, `$-0.88`, `(12.30)`, `1234.5`; undefined for what is none, null for nothing at all. */
export function readNumber(text: string, scale: Scale): number | null | undefined {
  const plain = text.trim().replace('\u2212', '-');
  if (plain === '') return null;
  const [match, open = '', before = '', after = '', digits = '', close = ''] = NUMBER.exec(plain) ?? [];
  const signs = before + after;
  if (match === undefined || (open === '') !== (close === '') || open.length + signs.length > 1)
    return undefined;
  const value = parseScaled(`${open === '(' ? '-' : signs}${digits.replaceAll(',', '')}`, scale);
  return value ?? undefined;
}

export interface ExportedDates {
  readonly postedOn: IsoDate;
  readonly effectiveOn: IsoDate | null;
}

const DATES = /^(\d{1,2}\/\d{1,2}\/\d{4})(?: as of (\d{1,2}\/\d{1,2}\/\d{4}))?$/;

/** `07/20/2026 as of 07/17/2026` is posted on the 20th and effective on the 17th. */
export function readDates(text: string): ExportedDates | null {
  const [match, posted = '', effective] = DATES.exec(text.trim()) ?? [];
  const postedOn = isoFrom(posted);
  const effectiveOn = effective === undefined ? null : isoFrom(effective);
  if (match === undefined || postedOn === null) return null;
  return effective !== undefined && effectiveOn === null ? null : { postedOn, effectiveOn };
}

/** American dates: the month comes first. */
export function isoFrom(american: string): IsoDate | null {
  const [month = '', day = '', year = ''] = american.split('/');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isTradingDate(date) ? date : null;
}
