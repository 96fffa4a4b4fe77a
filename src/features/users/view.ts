import { formatDate } from '../../lib/format-time.ts';
import { dateIn } from '../../lib/time-zones.ts';
import type { Mistake } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import type { Role } from '../../model/roles.ts';
import type { Theme } from '../../model/theme.ts';

interface Reader {
  readonly timeZone: string;
  readonly actor: { readonly userId: string };
}

const ROLES: readonly { readonly value: Role; readonly label: string; readonly help: string }[] = [
  { value: 'admin', label: 'Administrator', help: 'Everything, and who else may come in' },
  { value: 'user', label: 'User', help: 'Their own accounts, campaigns and settings' },
  { value: 'viewer', label: 'Viewer', help: 'Looks, and changes nothing but their own settings' },
];

const THEMES: readonly { readonly value: Theme; readonly label: string; readonly help: string }[] = [
  { value: 'system', label: 'As the device', help: '' },
  { value: 'dark', label: 'Dark', help: '' },
  { value: 'light', label: 'Light', help: '' },
];

export function peopleView(people: readonly Person[], reader: Reader, now: number) {
  const active = people.filter((person) => person.disabledAt === null).length;
  return {
    subtitle: `${active} may sign in`,
    people: people.map((person) => ({
      id: person.id,
      href: `/admin/users/${person.id}`,
      name: person.name,
      email: person.email,
      you: person.id === reader.actor.userId,
      role: roleLabel(person.role),
      state: stateOf(person),
      since: `since ${day(person.createdAt, reader.timeZone, now)}`,
    })),
  };
}

export function newPersonView({ typed, errors, problem }: Mistake) {
  return {
    problem,
    name: { value: typed['name'] ?? '', error: errors['name'] ?? '' },
    email: { value: typed['email'] ?? '', error: errors['email'] ?? '' },
    role: { options: choices(ROLES, typed['role'] ?? 'user'), error: errors['role'] ?? '' },
  };
}

export function personView(person: Person, { typed, errors, problem }: Mistake, reader: Reader, now: number) {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    problem,
    labels: [
      { text: roleLabel(person.role), tone: '' },
      ...(person.disabledAt === null ? [] : [stateOf(person)]),
    ],
    mayEnter: person.disabledAt === null,
    role: { options: choices(ROLES, typed['role'] ?? person.role), error: errors['role'] ?? '' },
    facts: [
      { term: 'E-mail', text: person.email, tone: '', numeric: false },
      { term: 'Added', text: day(person.createdAt, reader.timeZone, now), tone: '', numeric: false },
      { term: 'May sign in', text: person.disabledAt === null ? 'Yes' : 'No', tone: '', numeric: false },
    ],
  };
}

export function settingsView(person: Person, { typed, errors, problem }: Mistake) {
  const zone = typed['timeZone'] ?? person.timeZone;
  return {
    problem,
    name: { value: typed['name'] ?? person.name, error: errors['name'] ?? '' },
    theme: { options: choices(THEMES, typed['theme'] ?? person.theme), error: errors['theme'] ?? '' },
    timeZone: {
      options: zonesWith(person.timeZone).map((name) => ({
        value: name,
        label: name.replaceAll('_', ' '),
        help: '',
        chosen: name === zone,
      })),
      error: errors['timeZone'] ?? '',
    },
    facts: [
      { term: 'E-mail', text: person.email, tone: '', numeric: false },
      { term: 'Role', text: roleLabel(person.role), tone: '', numeric: false },
    ],
  };
}

/** Where traders live; a page of four hundred zones helps nobody. Any other can be set through the API. */
const ZONES = (
  'America/New_York,America/Chicago,America/Denver,America/Phoenix,America/Los_Angeles,America/Anchorage,Pacific/Honolulu,' +
  'America/Toronto,America/Vancouver,America/Halifax,America/Mexico_City,America/Bogota,America/Sao_Paulo,' +
  'America/Argentina/Buenos_Aires,Europe/London,Europe/Dublin,Europe/Lisbon,Europe/Paris,Europe/Berlin,Europe/Zurich,' +
  'Europe/Amsterdam,Europe/Madrid,Europe/Rome,Europe/Stockholm,Europe/Warsaw,Europe/Athens,Europe/Istanbul,Asia/Jerusalem,' +
  'Africa/Johannesburg,Africa/Lagos,Africa/Nairobi,Asia/Dubai,Asia/Karachi,Asia/Kolkata,Asia/Kathmandu,Asia/Dhaka,' +
  'Asia/Bangkok,Asia/Singapore,Asia/Hong_Kong,Asia/Shanghai,Asia/Tokyo,Asia/Seoul,Australia/Perth,Australia/Sydney,' +
  'Pacific/Auckland,UTC'
).split(',');

function zonesWith(own: string): readonly string[] {
  return ZONES.includes(own) ? ZONES : [own, ...ZONES];
}

function choices<T extends { readonly value: string }>(options: readonly T[], chosen: string) {
  return options.map((option) => ({ ...option, chosen: option.value === chosen }));
}

function roleLabel(role: Role): string {
  return ROLES.find(({ value }) => value === role)?.label ?? role;
}

function stateOf(person: Person) {
  return person.disabledAt === null
    ? { text: 'May sign in', tone: 'gain' }
    : { text: 'Shut out', tone: 'off' };
}

function day(at: number, timeZone: string, now: number): string {
  return formatDate(dateIn(at, timeZone), dateIn(now, timeZone));
}
