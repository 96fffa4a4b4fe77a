import type { Deps } from '../../src/db/deps.ts';
import {
  type Broker,
  type BrokerFault,
  type Connection,
  connect,
  type Page,
  parseSchwabApi,
  type RawRow,
  type Stretch,
} from '../../src/features/brokers/index.ts';
import type { SyncDeps } from '../../src/features/connections/index.ts';
import type { Actor } from '../../src/model/actor.ts';

/** One trade as Schwab tells it. */
export interface Told {
  readonly id: number;
  readonly at: string;
  readonly symbol?: string;
  readonly quantity?: number;
  readonly price?: number;
  readonly type?: string;
  readonly description?: string;
  readonly netAmount?: number;
}

export function rowOf({ id, at, symbol = 'F', quantity = 100, price = 12.5, ...more }: Told): RawRow {
  const time = at.replace('Z', '+0000');
  const { type = 'TRADE', description, netAmount = -quantity * price } = more;
  const instrument = { assetType: 'EQUITY', symbol, instrumentId: 1 };
  const items = type === 'TRADE' ? [{ instrument, amount: quantity, cost: netAmount, price }] : [];
  const row = {
    activityId: id,
    time,
    accountNumber: '12345678',
    type,
    status: 'VALID',
    tradeDate: time,
    orderId: id,
  };
  const text = JSON.stringify({ ...row, description, netAmount, transferItems: items });
  return { id: String(id), happenedAt: Date.parse(at), type, text };
}

/** A broker that shows what the test puts there, and fails when it is told to. */
export class ShownBroker {
  rows: RawRow[] = [];
  readonly asked: Stretch[] = [];
  /** Thrown instead of the n-th answer from now, counted from 1; or awaited before it. */
  trouble: {
    readonly at: number;
    readonly fault?: BrokerFault | Error;
    readonly wait?: () => Promise<void>;
  } | null = null;
  /** More rows than this are cut off. */
  most = 3000;

  show(...told: readonly Told[]): void {
    this.rows = told.map(rowOf);
  }

  /** In place of the practice market, which nobody has to sign in for. */
  in(deps: Deps & SyncDeps): SyncDeps {
    const broker = this.#broker(deps.brokers('practice'));
    return { ...deps, brokers: () => broker };
  }

  #broker(practice: Broker): Broker {
    const account = { number: '12345678', handle: 'H', name: 'Individual', currency: 'USD' } as const;
    return {
      ...practice,
      can: new Set(['transactions', 'positions']),
      accounts: async () => [account],
      stretches: (from, to) => windowsOf(from, to),
      transactions: (_pass, _account, stretch) => this.#page(stretch),
      parse: (_account, rows) => parseSchwabApi(rows.map(({ text }) => JSON.parse(text))),
      book: async () => ({ positions: [], balances: [], leftOut: [] }),
    };
  }

  async #page(stretch: Stretch): Promise<Page> {
    this.asked.push(stretch);
    const trouble = this.trouble;
    if (trouble !== null && this.asked.length >= trouble.at) {
      await trouble.wait?.();
      if (trouble.fault !== undefined) throw trouble.fault;
    }
    const { from, to, type } = stretch;
    const rows = this.rows.filter(
      (row) => row.happenedAt >= from && row.happenedAt <= to && row.type === type,
    );
    if (rows.length <= this.most) return { rows, instead: [] };
    const middle = Math.floor((from + to) / 2);
    return {
      rows: [],
      instead: [
        { from: middle, to, type },
        { from, to: middle, type },
      ],
    };
  }
}

const WINDOW = 364 * 86_400_000;

function windowsOf(from: number, to: number): readonly Stretch[] {
  const start = Math.max(from, to - WINDOW);
  const newest = ['TRADE', 'DIVIDEND_OR_INTEREST'].map((type) => ({ from: start, to, type }));
  return start === from ? newest : [...newest, ...windowsOf(from, start)];
}

export function connected(deps: SyncDeps, actor: Actor): Connection {
  const outcome = connect(deps, actor, 'practice');
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}
