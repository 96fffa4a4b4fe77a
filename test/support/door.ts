import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import type { TestHouse } from './house.ts';

/** The same house with a few rooms more: routes of the test's own, under the very same hooks. */
export async function withRoutes(
  t: Pick<TestContext, 'after'>,
  house: TestHouse,
  add: (app: FastifyInstance) => void,
): Promise<TestHouse> {
  const app = buildApp(house.deps);
  app.register(async (scope) => add(scope));
  await app.ready();
  t.after(() => app.close());
  return { ...house, app };
}
