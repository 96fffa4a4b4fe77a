/**
 * Rule: a password is long (12 to 128 characters) and is not one that everybody tries. Which signs it is made of is
 * nobody's business. Example: `correct horse battery` is welcome; `P4ssw0rd1234!` is "password" and a row of digits.
 */
const SHORTEST = 12;
const LONGEST = 128;

const LOOKALIKES: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

// What leaked lists are made of, longest first so that `administrator` is not left as `istrator`.
const EVERYBODYS = (
  'administrator,qwertyuiop,asdfghjkl,password,passwort,passwd,motdepasse,contrasena,changeme,letmein,welcome,' +
  'iloveyou,sunshine,princess,football,baseball,superman,batman,starwars,pokemon,trustno,dragon,monkey,master,shadow,' +
  'michael,jennifer,charlie,jordan,ashley,daniel,thomas,jessica,liverpool,chelsea,arsenal,computer,internet,whatever,' +
  'zxcvbnm,qwertz,qwerty,azerty,asdfgh,zxcvbn,qazwsx,google,facebook,samsung,hello,secret,access,admin,login,guest,' +
  'test,user,root,pass,rollbook,schwab,zerodha,summer,winter,spring,autumn,monday,friday,january,december,abcdef,abcd,abc'
).split(',');

/** The reason why not, or null. `own` are words anyone would try for this person: name and address. */
export function whyWeak(password: string, own: readonly string[] = []): string | null {
  const length = [...password].length;
  if (length < SHORTEST)
    return `Please use at least ${SHORTEST} characters; a few words in a row are easy to keep in mind.`;
  if (length > LONGEST) return `Please use at most ${LONGEST} characters.`;
  if (signsOfItsOwn(password, own) < 5)
    return 'This is among the passwords that are tried first. Please choose a less usual one.';
  return null;
}

/** How many different signs remain once everything that everybody tries is taken out, however it is spelt. */
function signsOfItsOwn(password: string, own: readonly string[]): number {
  const plain = password.toLowerCase();
  const folded = plain.replace(/[013457@$!]/g, (sign) => LOOKALIKES[sign] ?? sign);
  const words = [...own.flatMap(partsOf), ...EVERYBODYS];
  return Math.min(...[plain, folded].map((text) => new Set(withoutRuns(without(text, words))).size));
}

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), text);
}

function partsOf(own: string): readonly string[] {
  return own
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part.length > 2);
}

/** `aaaa`, `3456`, `fedc` and `qaz` say no more than their first sign does. */
function withoutRuns(text: string): readonly string[] {
  return [...text].filter((sign, i, all) => !follows(all[i - 1], sign));
}

function follows(before: string | undefined, sign: string): boolean {
  const place = (text: string) => text.codePointAt(0) ?? 0;
  return before !== undefined && Math.abs(place(sign) - place(before)) <= 1;
}
