import { readFileSync } from 'node:fs';
import { parseSchwabFile } from '../features/brokers/index.ts';
import {
  anonymise,
  type Decision,
  decisions,
  groupIntoCampaigns,
  replayJson,
} from '../features/campaigns/index.ts';
import { isIsoDate } from '../lib/dates.ts';
import { type Command, fileFrom, type Inputs, Misuse } from './command.ts';

export const replay: Command = {
  usage: 'FILE [--decisions FILE] [--as-of DATE] [--window MINUTES] [--anonymise]',
  help: 'groups a Schwab file without a database and prints JSON',
  options: {
    decisions: { type: 'string' },
    'as-of': { type: 'string' },
    window: { type: 'string' },
    anonymise: { type: 'boolean' },
  },
  runPlain(_config, inputs) {
    const [file] = inputs.words;
    if (file === undefined) throw new Misuse('say which file: rollbook replay FILE');
    const parsed = parseSchwabFile(textOf(file));
    if ('sentence' in parsed) {
      process.stderr.write(`rollbook: ${parsed.sentence}\n`);
      return 1;
    }
    const rows = inputs.options['anonymise'] ? anonymise(parsed.transactions) : parsed.transactions;
    const grouping = groupIntoCampaigns(rows, decisionsIn(inputs), optionsIn(inputs));
    const problems = [...parsed.problems, ...grouping.problems];
    process.stdout.write(`${JSON.stringify(replayJson({ ...grouping, problems }), null, 2)}\n`);
    return 0;
  },
};

function textOf(word: string): string {
  try {
    return readFileSync(fileFrom(word), 'utf8');
  } catch (error) {
    throw new Misuse(`${word} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function decisionsIn({ options }: Inputs): readonly Decision[] {
  const file = options['decisions'];
  if (typeof file !== 'string') return [];
  const read = decisions.safeParse(jsonOf(file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Misuse(`${file} is not a list of decisions: ${issue?.path.join('.')} ${issue?.message}`);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(textOf(file));
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${file} is not JSON.`);
  }
}

function optionsIn({ options }: Inputs) {
  const asOf = options['as-of'];
  if (asOf !== undefined && !(typeof asOf === 'string' && isIsoDate(asOf))) {
    throw new Misuse('--as-of wants a date like 2026-03-20.');
  }
  const minutes = Number(options['window'] ?? 10);
  if (!Number.isFinite(minutes) || minutes < 0 || minutes > 1440)
    throw new Misuse('--window wants minutes, 0 to 1440.');
  return { asOf: asOf ?? null, rollWindowMinutes: minutes };
}
