/** `brk/b ` is BRK.B: Schwab spells a class of shares both ways. */
export function tidyTicker(symbol: string): string {
  return symbol
    .trim()
    .toUpperCase()
    .replace(/(?<=\w)\//, '.');
}

/** The nine signs securities without a ticker go by: bonds, and shares no longer listed. */
export function isCusip(symbol: string): boolean {
  return /^(?=.*\d.*\d)[0-9A-Z]{8}\d$/.test(symbol);
}

// Option symbols have no room for the dot. These are the classes of shares that have options.
const CLASSES: Readonly<Record<string, string>> = {
  BFB: 'BF.B',
  BRKB: 'BRK.B',
  HEIA: 'HEI.A',
  LENB: 'LEN.B',
  MOGA: 'MOG.A',
};

/** The ticker under an option's root, where nothing else names it; XYZ1 is an adjusted contract on XYZ. */
export function tickerOfRoot(root: string): string {
  return CLASSES[root] ?? root.replace(/(?<=\D)\d$/, '');
}
