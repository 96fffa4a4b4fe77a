import type { Clock } from '../../../../lib/clock.ts';
import type { Outgoing } from '../../../../web/outgoing.ts';

export interface SchwabMeans {
  readonly ask: Outgoing;
  readonly clock: Clock;
  /** `https://api.schwabapi.com`, or a simulator. */
  readonly baseUrl: URL;
}
