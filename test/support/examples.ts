export type Theme = 'system' | 'dark' | 'light';
export type Tone = '' | 'gain' | 'loss' | 'warning' | 'info' | 'accent' | 'off' | 'unknown';

export interface Entry {
  readonly href: string;
  readonly label: string;
  readonly icon: string;
  readonly current: boolean;
  readonly count: string;
}

export interface Light {
  readonly label: string;
  readonly words: string;
  readonly tone: 'gain' | 'warning' | 'loss' | 'info' | 'off';
  readonly href: string;
}

export interface Toast {
  readonly message: string;
  readonly tone: 'gain' | 'warning' | 'loss' | 'info';
  readonly undo: { readonly url: string; readonly method: 'POST' | 'DELETE' } | false;
}

export interface Shell {
  readonly title: string;
  readonly path: string;
  readonly theme: Theme;
  readonly csrf: string;
  readonly person: { readonly name: string; readonly initials: string; readonly role: string } | false;
  readonly rail: readonly Entry[];
  readonly railFoot: readonly Entry[];
  readonly bottomBar: readonly Entry[];
  readonly more: readonly Entry[];
  readonly lights: readonly Light[];
  readonly toast: Toast | false;
  readonly search: boolean;
}

const entry = (href: string, label: string, icon: string, count = '', current = false): Entry => ({
  href,
  label,
  icon,
  current,
  count,
});

const campaigns = entry('/campaigns', 'Campaigns', 'campaigns', '14');
const holdings = entry('/holdings', 'Holdings', 'holdings');
const history = entry('/history', 'History', 'history');
const today = entry('/', 'Today', 'today', '', true);
const settings = entry('/settings', 'Settings', 'settings');
const connections = entry('/connections', 'Connections', 'connections');

const later: readonly Entry[] = [
  entry('/options', 'Options', 'options'),
  entry('/sectors', 'Sectors', 'sectors'),
  entry('/transactions', 'Transactions', 'transactions'),
  entry('/alerts', 'Alerts', 'alerts'),
  entry('/watchlists', 'Watchlists', 'watchlists'),
];

const admin: readonly Entry[] = [
  entry('/admin/users', 'People', 'people'),
  entry('/admin/audit', 'Audit', 'audit'),
  entry('/admin/health', 'Health', 'health'),
];

const lights: readonly Light[] = [
  { label: 'Schwab', words: '6 d left', tone: 'gain', href: '/connections' },
  { label: 'Zerodha', words: 'sign in', tone: 'warning', href: '/connections' },
  { label: 'Books', words: 'balanced', tone: 'gain', href: '/campaigns/review' },
];

/** The house as it will stand: every feature built. */
export const exampleShell: Shell = {
  title: 'Today',
  path: '/',
  theme: 'system',
  csrf: 'example',
  person: { name: 'Asha Rao', initials: 'AR', role: 'Administrator' },
  rail: [today, campaigns, ...later.slice(0, 1), holdings, ...later.slice(1, 2), history, ...later.slice(2)],
  railFoot: [connections, settings],
  bottomBar: [today, campaigns, holdings, history],
  more: [...later, ...admin, connections, settings],
  lights,
  toast: false,
  search: true,
};

/** The house as it stands today: a page, the settings and the rooms of an administrator. */
export const exampleShellNow: Shell = {
  ...exampleShell,
  rail: [today, ...admin],
  railFoot: [settings],
  bottomBar: [today, settings],
  more: admin,
  lights: [],
  search: false,
};

export interface Amount {
  readonly text: string;
  readonly tone: Tone;
}

export interface Sparkline {
  readonly points: string;
  readonly end: { readonly x: string; readonly y: string };
  readonly label: string;
  readonly tone: Tone;
}

export interface Kpi {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
  readonly change: Amount | false;
  readonly detail: string;
  readonly spark: Sparkline | false;
  readonly href: string;
}

export interface Need {
  readonly icon: string;
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string;
  readonly action: { readonly label: string; readonly href: string; readonly primary: boolean };
}

export interface Progress {
  readonly label: string;
  readonly percent: string;
  readonly words: string;
  readonly detail: string;
  readonly left: string;
  readonly tone: Tone;
}

export interface ChainLink {
  readonly mark: 'option' | 'shares' | 'cash' | 'split';
  readonly tone: Tone;
  readonly title: string;
  readonly until: string;
  readonly href: string;
  readonly detail: string;
  readonly worth: Amount | false;
  readonly running: string;
  readonly joint: { readonly word: string; readonly text: string; readonly pair: Amount | false } | false;
}

export interface Column {
  readonly label: string;
  readonly numeric: boolean;
  readonly place: 'what' | 'worth' | 'detail' | 'aside' | 'wide' | 'act';
  readonly href: string;
  readonly sort: '' | 'ascending' | 'descending';
}

export interface CampaignRow {
  readonly ticker: string;
  readonly label: { readonly text: string; readonly tone: Tone };
  readonly detail: string;
  readonly phase: string;
  readonly basis: string;
  readonly price: string;
  readonly worth: Amount;
  readonly percent: string;
}

export interface Fact {
  readonly term: string;
  readonly text: string;
  readonly tone: Tone;
  readonly numeric: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly help: string;
}

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  readonly count: string;
}

const risen: Sparkline = {
  points: '0,22 8,20.5 17,21 25,16 33,17 42,13 50,14.5 58,10.5 67,11.5 75,8.5 83,9 92,5 100,4',
  end: { x: '100', y: '4' },
  label: 'Value over 30 days, risen from $176,080 to $184,206',
  tone: '',
};

const fallen: Sparkline = {
  points: '0,5 10,7 20,6 30,10 40,9 50,14 60,18 70,16 80,21 90,20 100,24',
  end: { x: '100', y: '24' },
  label: 'Value over 30 days, fallen from ₹1,31,02,110 to ₹1,23,45,679',
  tone: 'loss',
};

const flat = { change: false, detail: '', spark: false, href: '', tone: '' } as const;

const kpis: readonly Kpi[] = [
  { ...flat, label: 'Value', value: '$184,206.40', spark: risen, href: '#figures' },
  {
    ...flat,
    label: 'Day',
    value: '$612.18',
    tone: 'gain',
    change: { text: '+0.33 %', tone: 'gain' },
    detail: 'overnight +0.41, session −0.08',
  },
  { ...flat, label: 'Premium in March', value: '$1,943.06', detail: 'new 1,511.20 · rolls 431.86' },
  {
    ...flat,
    label: 'Year, money-weighted',
    value: '14.82 %',
    tone: 'gain',
    detail: 'TWR 12.07 % · drawdown −6.40 %',
  },
];

const kpisExtreme: readonly Kpi[] = [
  {
    ...flat,
    label: 'Value',
    value: 'unknown',
    tone: 'unknown',
    detail: 'no price since Thu 19 Mar 15:30 IST',
  },
  {
    ...flat,
    label: 'Holdings at Zerodha, pledged and T+1 shares included',
    value: '₹1,23,45,678.90',
    change: { text: '−5.77 %', tone: 'loss' },
    detail: 'since Fri 20 Feb',
    spark: fallen,
  },
  {
    ...flat,
    label: 'Day',
    value: '−₹12,34,567.80',
    tone: 'loss',
    change: { text: '−9.09 %', tone: 'loss' },
  },
  { ...flat, label: 'Premium in March', value: '-' },
];

const strip: readonly Kpi[] = [
  { ...flat, label: 'P&L, economic', value: '$654.72', tone: 'gain', detail: 'open at 60.41 and 0.72' },
  { ...flat, label: 'P&L, tax book', value: '$19.36', tone: 'gain', detail: '358.68 deferred' },
  { ...flat, label: 'Adjusted basis', value: '56.42', detail: 'tax 57.21' },
  { ...flat, label: 'Price', value: '60.41', change: { text: '3.99', tone: 'gain' }, detail: 'above basis' },
  { ...flat, label: 'If called at 61', value: '$916.72', detail: '15 May, 3 days' },
  { ...flat, label: 'Return on capital', value: '5.55 %', detail: '28.50 % a year' },
];

const needs: readonly Need[] = [
  {
    icon: 'warning',
    tone: 'loss',
    title: 'AMD 150 put is tested',
    detail: 'Expires today, spot 148.92, assignment likely. Basis would be 146.11',
    action: { label: 'Open', href: '#needs', primary: false },
  },
  {
    icon: 'campaigns',
    tone: 'warning',
    title: 'Two links to review',
    detail: 'PLTR: sold 98P four hours after buying back 100P. A roll?',
    action: { label: 'Review', href: '#needs', primary: false },
  },
  {
    icon: 'key',
    tone: 'warning',
    title: 'Zerodha needs its morning sign-in',
    detail: 'Prices are from Thu 19 Mar 15:30 IST',
    action: { label: 'Sign in', href: '#needs', primary: true },
  },
  {
    icon: 'calendar',
    tone: 'info',
    title: 'KO goes ex-dividend on Mon 23 Mar',
    detail: '61 call: extrinsic 0.08 under the 0.51 dividend',
    action: { label: 'Open', href: '#needs', primary: false },
  },
];

const needsExtreme: readonly Need[] = [
  {
    icon: 'question',
    tone: 'off',
    title: 'Transfer of 1,23,456 BHARAT HEAVY ELECTRICALS LIMITED-BE shares without a cost',
    detail:
      'Posted Sat 21 Mar by the broker with the words “INTERNAL-TRANSFER-OF-SECURITIES-BETWEEN-ACCOUNTS”; the books cannot balance until you say what they cost',
    action: { label: 'Say what they cost', href: '#needs', primary: false },
  },
];

const progresses: readonly { readonly state: string; readonly item: Progress }[] = [
  {
    state: 'Running',
    item: {
      label: 'Reading transactions',
      percent: '42',
      words: '42 %',
      detail: 'Jan to Mar 2025, 12,604 rows',
      left: 'about 20 s left',
      tone: '',
    },
  },
  {
    state: 'Not yet known how long',
    item: {
      label: 'Asking Schwab',
      percent: '',
      words: '',
      detail: 'Waiting for the first page',
      left: '',
      tone: '',
    },
  },
  {
    state: 'Stopped',
    item: {
      label: 'Reading transactions',
      percent: '67',
      words: 'stopped at 67 %',
      detail: 'Schwab asked us to slow down. What was read is kept; it goes on at 14:05.',
      left: '',
      tone: 'loss',
    },
  },
];

const chain: readonly ChainLink[] = [
  {
    mark: 'option',
    tone: 'accent',
    title: 'Sold 2 × 60 put',
    until: '20 Mar',
    href: '#timeline',
    detail: 'Mon 2 Mar 10:31 · 0.95 · fees 1.32',
    worth: { text: '+188.68', tone: 'gain' },
    running: '',
    joint: false,
  },
  {
    mark: 'option',
    tone: 'accent',
    title: 'Bought 2 × 60 put, sold 2 × 59 put',
    until: '17 Apr',
    href: '#timeline',
    detail: 'Wed 18 Mar 10:02 and 10:05 · −1.35 +1.80 · new break-even 57.62',
    worth: { text: '+87.36', tone: 'gain' },
    running: '276.04 so far',
    joint: {
      word: 'rolled',
      text: 'to 59, 28 days out, bought 3.5 minutes before: same type, same quantity',
      pair: { text: '−82.64', tone: 'loss' },
    },
  },
  {
    mark: 'shares',
    tone: 'warning',
    title: 'Bought 200 shares at the strike',
    until: '',
    href: '#timeline',
    detail: 'Fri 17 Apr · posted Sat · lots: 200 @ 59.00, tax 57.21',
    worth: { text: '−11,800.00', tone: '' },
    running: '',
    joint: {
      word: 'assigned:',
      text: '200 shares at 59.00, equal to the strike of the removed put',
      pair: false,
    },
  },
  {
    mark: 'option',
    tone: 'accent',
    title: 'Sold 2 × 61 call',
    until: '15 May',
    href: '#timeline',
    detail: 'Mon 20 Apr 11:00 · 0.70 · open',
    worth: { text: '+138.68', tone: 'gain' },
    running: '414.72 so far',
    joint: { word: 'covered', text: 'by 200 free shares', pair: false },
  },
  {
    mark: 'cash',
    tone: 'gain',
    title: 'Dividend 0.51 × 200',
    until: '',
    href: '',
    detail: 'ex Mon 27 Apr, held on the day · paid Thu 7 May',
    worth: { text: '+102.00', tone: 'gain' },
    running: '',
    joint: false,
  },
];

const chainExtreme: readonly ChainLink[] = [
  {
    mark: 'split',
    tone: 'info',
    title: 'Split 10 for 1 of BHARAT-HEAVY-ELECTRICALS-LIMITED',
    until: '',
    href: '',
    detail: '12,345 shares became 1,23,450; every strike and basis before it is shown divided by ten',
    worth: false,
    running: '',
    joint: false,
  },
  {
    mark: 'shares',
    tone: 'off',
    title: 'Transferred in, cost unknown',
    until: '',
    href: '#timeline',
    detail: 'Sat 21 Mar 2015',
    worth: { text: 'unknown', tone: 'unknown' },
    running: '₹1,23,45,678.90 so far',
    joint: { word: 'question:', text: 'nothing in the books explains these shares', pair: false },
  },
];

const columns: readonly Column[] = [
  { label: 'Ticker', numeric: false, place: 'what', href: '#table', sort: '' },
  { label: 'Phase', numeric: false, place: 'wide', href: '', sort: '' },
  { label: 'Basis', numeric: true, place: 'wide', href: '', sort: '' },
  { label: 'Price', numeric: true, place: 'wide', href: '', sort: '' },
  { label: 'P&L', numeric: true, place: 'worth', href: '#table', sort: 'descending' },
];

const campaignRows: readonly CampaignRow[] = [
  {
    ticker: 'KO',
    label: { text: 'wheel', tone: 'accent' },
    detail: '200 sh, 2 × 61C 15 May',
    phase: 'Covered',
    basis: '56.42',
    price: '60.41',
    worth: { text: '654.72', tone: 'gain' },
    percent: '+5.50 %',
  },
  {
    ticker: 'AMD',
    label: { text: 'put', tone: '' },
    detail: '2 × 150P 20 Mar',
    phase: 'Short put',
    basis: '146.11',
    price: '148.92',
    worth: { text: '118.40', tone: 'loss' },
    percent: '−0.40 %',
  },
  {
    ticker: 'F',
    label: { text: 'wheel', tone: 'accent' },
    detail: '300 sh, uncovered',
    phase: 'Shares',
    basis: '10.93',
    price: '11.20',
    worth: { text: '81.06', tone: 'gain' },
    percent: '+2.50 %',
  },
  {
    ticker: 'BHARATHEAVYELECTRICALS-BE',
    label: { text: 'unexplained', tone: 'warning' },
    detail: '1,23,456 shares, transferred in without a cost',
    phase: 'Shares',
    basis: 'unknown',
    price: '₹2,345.60',
    worth: { text: 'unknown', tone: 'unknown' },
    percent: '-',
  },
];

const lightStates: readonly Light[] = [
  { label: 'Schwab', words: '6 d left', tone: 'gain', href: '#light' },
  { label: 'Zerodha', words: 'sign in', tone: 'warning', href: '#light' },
  { label: 'Books', words: 'do not balance', tone: 'loss', href: '#light' },
  { label: 'Practice', words: 'reading', tone: 'info', href: '' },
  { label: 'Rates', words: 'off', tone: 'off', href: '' },
];

const pills: readonly { readonly text: string; readonly tone: Tone }[] = [
  { text: 'put', tone: '' },
  { text: 'wheel', tone: 'accent' },
  { text: 'covered', tone: 'gain' },
  { text: 'tested', tone: 'loss' },
  { text: 'to review', tone: 'warning' },
  { text: 'practice', tone: 'info' },
];

const amounts: readonly Amount[] = [
  { text: '$184,206.40', tone: '' },
  { text: '−$118.40', tone: 'loss' },
  { text: '₹1,23,45,678.90', tone: '' },
  { text: 'unknown', tone: 'unknown' },
];

const changes: readonly Amount[] = [
  { text: '+0.33 %', tone: 'gain' },
  { text: '−6.40 %', tone: 'loss' },
  { text: '0.00 %', tone: '' },
  { text: '+₹12,34,567.80', tone: 'gain' },
  { text: 'unknown', tone: 'unknown' },
];

const undo = { url: '/admin/components', method: 'POST' } as const;

const toasts: readonly Toast[] = [
  { message: 'Campaign closed.', tone: 'gain', undo },
  { message: 'Settings saved.', tone: 'info', undo: false },
  { message: 'Moved, but the books of KO no longer balance by 82.64.', tone: 'warning', undo },
  {
    message: 'Schwab could not be reached. Nothing was changed; it is tried again at 14:05.',
    tone: 'loss',
    undo: false,
  },
];

const themes: readonly Choice[] = [
  { value: 'system', label: 'As the device', chosen: true, help: '' },
  { value: 'dark', label: 'Dark', chosen: false, help: '' },
  { value: 'light', label: 'Light', chosen: false, help: '' },
];

const books: readonly Choice[] = [
  {
    value: 'economic',
    label: 'Economic',
    chosen: true,
    help: 'What the campaign earned, rolls carried over.',
  },
  { value: 'tax', label: 'Tax', chosen: false, help: 'What the broker will report.' },
];

const tabs: readonly Destination[] = [
  { href: '#subnav', label: 'General', current: true, count: '' },
  { href: '#subnav', label: 'Security', current: false, count: '' },
  { href: '#subnav', label: 'Tokens', current: false, count: '2' },
];

const filters: readonly Destination[] = [
  { href: '#table', label: 'Open', current: true, count: '14' },
  { href: '#table', label: 'Closed', current: false, count: '212' },
  { href: '#table', label: 'Wheel', current: false, count: '9' },
  { href: '#table', label: 'To review', current: false, count: '2' },
];

const facts: readonly Fact[] = [
  { term: 'Put 60 bought back', text: '−82.64', tone: 'loss', numeric: true },
  { term: 'Deferred: put 59 assigned, into the shares', text: '358.68', tone: '', numeric: true },
  { term: 'Last sync', text: 'Fri 20 Mar 09:12, 4 minutes ago', tone: '', numeric: true },
  { term: 'Sector', text: 'unknown', tone: 'unknown', numeric: false },
];

const record = `{
  "activityId": 84721930155,
  "type": "RECEIVE_AND_DELIVER",
  "description": "Removed due to Assignment",
  "netAmount": 0.00
}`;

const colours: readonly string[] = [
  'surface-0',
  'surface-1',
  'surface-2',
  'surface-3',
  'line',
  'line-strong',
  'text-1',
  'text-2',
  'text-3',
  'accent',
  'gain',
  'loss',
  'warning',
  'info',
  'chart-1',
  'chart-2',
  'chart-3',
  'chart-4',
  'chart-5',
  'chart-6',
  'chart-7',
  'chart-8',
];

const icons: readonly string[] =
  'today campaigns options holdings sectors history transactions alerts watchlists connections settings people audit health docs components search more user sign-out plus check warning info close arrow-up arrow-down undo copy key shield phone desktop link download chevron refresh lock calendar trash clock drag question'.split(
    ' ',
  );

/** Every component in its states: normal, empty or unknown, and as far as it can be stretched. */
export const examples = {
  kpis,
  kpisExtreme,
  strip,
  needs,
  needsExtreme,
  progresses,
  chain,
  chainExtreme,
  columns,
  campaignRows,
  lights: lightStates,
  pills,
  amounts,
  changes,
  toasts,
  themes,
  books,
  tabs,
  filters,
  facts,
  record,
  colours,
  icons,
};
