import * as z from 'zod';
import { brokerKinds } from '../../../model/broker.ts';
import type { SyncStatus } from '../engine/status.ts';
import type { Shown } from '../view/card.ts';

const time = z.iso.datetime().nullable();

export const activeShape = z.array(
  z.strictObject({
    connection: z.string(),
    broker: z.enum(brokerKinds),
    state: z.enum(['connected', 'needs_sign_in', 'paused']),
    expires_at: time,
    last_sync_at: time,
  }),
);

type Found = Pick<Shown, 'broker' | 'status'> & {
  readonly connection: (NonNullable<Shown['connection']> & { readonly id: string }) | null;
};

export function activeJson(all: readonly Found[]): z.infer<typeof activeShape> {
  return all.flatMap(({ broker, connection, status }) =>
    connection === null
      ? []
      : [
          {
            ...{ connection: connection.id, broker, state: connection.state },
            expires_at: iso(connection.expiresAt),
            last_sync_at: iso(status?.lastSyncAt ?? null),
          },
        ],
  );
}

const window = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });

export const statusShape = z.array(
  z.strictObject({
    connection: z.string(),
    state: z.enum(['idle', 'running', 'failed', 'cancelled']),
    rows: z.number(),
    window: window.nullable(),
    percent: z.number(),
    seconds_left: z.number().nullable(),
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  }),
);

export function statusJson(all: readonly SyncStatus[]): z.infer<typeof statusShape> {
  return all.map(({ connection, state, rows, window, percent, secondsLeft, error }) => ({
    ...{ connection, state, rows, percent, error },
    window: window && { from: at(window.from), to: at(window.to) },
    seconds_left: secondsLeft,
  }));
}

function iso(instant: number | null): string | null {
  return instant === null ? null : at(instant);
}

function at(instant: number): string {
  return new Date(instant).toISOString();
}
