import { openOutgoing } from '../../../src/web/outgoing/open.ts';
import type { Outgoing } from '../../../src/web/outgoing.ts';

/** The way out as the house has it, without its pauses; `renew` forgets what failed before. */
export function realOutgoing(party: string, origin: string): Outgoing & { renew(): void } {
  const budget = { burst: 1000, everyMs: 1 };
  const parties = { [party]: { name: party, origins: [origin], budgets: {}, pace: budget } };
  const open = () => openOutgoing({ parties, agent: 'test', sleep: async () => {} });
  let current = open();
  return {
    ask: (question) => current.ask(question),
    listen: (listening) => current.listen(listening),
    close: () => current.close(),
    renew: () => {
      void current.close();
      current = open();
    },
  };
}
