import * as z from 'zod';
import { brokerKinds } from '../../../model/broker.ts';
import { sources, type TransactionRecord } from '../engine/listed.ts';
import { transactionJson, transactionShape } from './list.ts';

const problem = z.strictObject({ code: z.string(), message: z.string() });

export const recordShape = z.strictObject({
  id: z.number(),
  activity_id: z.string(),
  account: z.strictObject({ id: z.string(), name: z.string(), broker: z.enum(brokerKinds) }),
  versions: z.array(
    z.strictObject({
      version: z.number(),
      state: z.enum(['SEEN', 'VANISHED']),
      source: z.enum(sources),
      type: z.string(),
      happened_at: z.iso.datetime(),
      seen_at: z.iso.datetime(),
      /** As the broker wrote it. */
      text: z.string().nullable(),
      problems: z.array(problem),
    }),
  ),
  transactions: z.array(transactionShape),
  evidence_of: z.number().nullable(),
  evidence: z.array(z.number()),
});

export function recordJson(record: TransactionRecord): z.infer<typeof recordShape> {
  const { id, activityId, accountId, accountName, broker, versions, transactions, evidenceOf, evidence } =
    record;
  return {
    id,
    activity_id: activityId,
    account: { id: accountId, name: accountName, broker },
    versions: versions.map(({ version, state, source, type, happenedAt, seenAt, text, problems }) => ({
      ...{ version, state, source, type, text, problems: [...problems] },
      happened_at: new Date(happenedAt).toISOString(),
      seen_at: new Date(seenAt).toISOString(),
    })),
    transactions: transactions.map(transactionJson),
    evidence_of: evidenceOf,
    evidence: [...evidence],
  };
}
