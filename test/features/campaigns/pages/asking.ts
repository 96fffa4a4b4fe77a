import type { TestContext } from 'node:test';
import type { Actor } from '../../../../src/model/actor.ts';
import { openTestHouse, type TestHouse } from '../../../support/house.ts';
import { rows } from '../../../support/ledger.ts';
import { type SignedIn, signIn } from '../../../support/people.ts';
import { show, tellAll } from '../mirrored.ts';

export interface Desk {
  readonly house: TestHouse;
  readonly ada: SignedIn;
  /** More rows arrive, as a sync brings them. */
  readonly arrive: (story: string) => Promise<void>;
  /** What a program is answered, signed in as this person. */
  readonly ask: (method: string, url: string, body?: object) => Promise<{ status: number; json: Answer }>;
  readonly campaigns: () => Promise<readonly Shown[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a program reads is whatever was sent
type Answer = any;

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly realised: string | null;
  readonly cash: string;
}

/** Ada with a story's rows, on 12 May 2026. */
export async function openDesk(t: TestContext, story: string): Promise<Desk> {
  const house = await openTestHouse(t);
  house.clock.now = Date.parse('2026-05-12T18:00:00Z');
  const ada = await signIn(house, 'user', 'Ada');
  const actor: Actor = { userId: ada.id, label: 'ada', via: 'page', address: null };
  const arrive = async (more: string) => {
    show(house, actor, rows(more));
    await tellAll(house);
  };
  await arrive(story);
  const ask: Desk['ask'] = async (method, url, body) => {
    const headers = {
      'content-type': 'application/json',
      'x-csrf-token': ada.visitor.csrf,
      'sec-fetch-site': 'same-origin',
    };
    const answer = await ada.visitor.send(
      method,
      url,
      body ? headers : { 'x-csrf-token': ada.visitor.csrf, 'sec-fetch-site': 'same-origin' },
      body && JSON.stringify(body),
    );
    return { status: answer.statusCode, json: answer.json() };
  };
  const campaigns = async () => {
    const { json } = await ask('GET', '/api/campaigns');
    return json.tickers.flatMap(({ campaigns: own }: { campaigns: readonly Shown[] }) => own);
  };
  return { house, ada, arrive, ask, campaigns };
}

/** The card of what is asked, by its title. */
export function cardOn(body: string, title: string): string {
  const cards = [...body.matchAll(/<article class="card asked[\s\S]*?<\/article>/g)].map(([card]) => card);
  return cards.find((card) => card.includes(`>${title}</h2>`)) ?? '';
}

/** What the form of a button sends. */
export function formOf(card: string, label: string): Readonly<Record<string, string>> {
  const forms = [...card.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((each) => each.includes(`>${label}`)) ?? '';
  const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}
