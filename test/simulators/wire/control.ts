import * as z from 'zod';
import { type Answer, json } from './answer.ts';
import type { Fault, FaultTable } from './faults.ts';
import type { MovableClock } from './movable-clock.ts';
import type { Question } from './question.ts';

/** What else can be set from outside: `POST /__control/NAME` with a JSON value. */
export type Switches = Readonly<Record<string, (value: unknown) => void>>;

interface Means {
  readonly clock: MovableClock;
  readonly switches: Switches;
}

const DURATION = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const ahead = z
  .string()
  .regex(/^\d+[smhd]$/)
  .transform((text) => Number(text.slice(0, -1)) * (DURATION[text.slice(-1) as keyof typeof DURATION] ?? 0));
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const move = z.union([z.object({ add: ahead }), z.object({ to: moment })]);
const plan = z.object({
  at: z.string(),
  from: z.int().min(1).default(1),
  times: z.int().min(0).default(1),
  fault: z.looseObject({ kind: z.string() }).transform((fault) => fault as unknown as Fault),
});

/** The address no vendor has: for moving the clock and setting faults by hand. null: asked for something else. */
export function control({ method, path, body }: Question, means: Means, faults: FaultTable): Answer | null {
  if (!path.startsWith('/__control')) return null;
  const switches = { ...switchesOf(means.clock, faults), ...means.switches };
  const { [path.slice('/__control/'.length)]: turn } = switches;
  try {
    if (method !== 'GET' && turn === undefined) throw new Error('nothing here is called so');
    if (method !== 'GET') turn?.(method === 'DELETE' ? null : JSON.parse(body || 'null'));
  } catch (error) {
    return json({ message: String(error) }, 400);
  }
  const now = new Date(means.clock.now()).toISOString();
  return json({ now, faults: faults.plans, switches: Object.keys(switches) });
}

function switchesOf(clock: MovableClock, faults: FaultTable): Switches {
  return {
    clock: (value) => {
      const asked = move.parse(value);
      if ('add' in asked) clock.add(asked.add);
      else clock.moveTo(asked.to);
    },
    faults: (value) => {
      if (value === null) faults.clear();
      else faults.add(plan.parse(value));
    },
  };
}
