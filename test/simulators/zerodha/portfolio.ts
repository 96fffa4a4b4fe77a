import { margins } from '../../../src/features/brokers/practice/kite/account.ts';
import { orders, trades } from '../../../src/features/brokers/practice/kite/orders.ts';
import type { World } from '../../../src/features/brokers/practice/world.ts';
import type { Answer } from '../wire/answer.ts';
import type { Question } from '../wire/question.ts';
import { badInput, refused, success } from './errors.ts';

export function showMargins(world: World, { params, at }: Question): Answer {
  const all = margins(world, at);
  const segment = params['segment'];
  if (segment === undefined) return success(all);
  if (segment === 'equity' || segment === 'commodity') return success(all[segment]);
  return badInput('Invalid `segment`.');
}

/** What has become of it so far: here one line. */
export function showOrder(world: World, { params, at }: Question): Answer {
  const found = orders(world, at).filter(({ order_id }) => order_id === params['id']);
  return found.length > 0 ? success(found) : refused(404, 'DataException', "Couldn't find that `order_id`.");
}

export function tradesOfOrder(world: World, { params, at }: Question): Answer {
  return success(trades(world, at).filter(({ order_id }) => order_id === params['id']));
}
