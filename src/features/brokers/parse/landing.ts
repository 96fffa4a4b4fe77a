const LONGEST = 4096;

/** What the broker says in the address it sends people back to; null where the text is no such address. */
export function answerIn(pasted: string): URLSearchParams | null {
  const text = pasted.trim();
  if (text.length > LONGEST || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { searchParams } = new URL(text);
  return searchParams.size > 0 ? searchParams : null;
}
