import type { FastifyInstance } from 'fastify';
import { reads } from '../../../web/reads.ts';

/** Every partial in every state, rendered from the same view objects as the tests use. */
export function addComponents(app: FastifyInstance): void {
  reads(app, {
    permission: 'components:read',
    page: '/admin/components',
    summary: 'The furniture of the pages.',
    // Read on demand: nobody else needs them in memory.
    run: () => import('../../../../test/support/examples.ts'),
    html: ({ examples }) => ({ template: 'ops/components', title: 'Components', view: { examples } }),
  });
}
