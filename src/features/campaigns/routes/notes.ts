import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../db/deps.ts';
import type { Mistake } from '../../../model/outcome.ts';
import { notFound } from '../../../web/errors.ts';
import type { Asked } from '../../../web/faces.ts';
import { writes } from '../../../web/writes.ts';
import { lockCampaign, unlockCampaign } from '../actions/lock.ts';
import {
  bringBackNote,
  type Noted,
  putTag,
  removeNote,
  rewriteNote,
  takeTag,
  writeNote,
} from '../actions/notes.ts';
import { showCampaign } from '../actions/show.ts';
import { campaignId, insteadOf, noteAddress, noteForm, tagAddress, tagForm } from '../forms.ts';
import { pathOf } from '../view/show.ts';
import { shownPage } from './show.ts';

const permission = 'campaigns:write';
const back = (say: string) => ({
  next: ({ campaign }: Noted) => ({ to: pathOf(campaign), say }),
  json: ({ campaign }: Noted) => ({ campaign }),
});

export function addNotes(app: FastifyInstance, deps: Deps): void {
  const again = (mistake: Mistake, asked: Asked<{ readonly id: string }>) => {
    const shown = showCampaign(deps, asked.actor.userId, asked.params.id);
    if (shown === null) throw notFound();
    return shownPage(deps, shown, asked, { book: 'economic' }, mistake);
  };

  writes(app, {
    permission,
    page: '/campaigns/:id/notes',
    api: '/api/campaigns/:id/notes',
    summary: 'Writes a note on a campaign.',
    params: campaignId,
    body: noteForm,
    run: ({ actor, params, body }) => writeNote(deps, actor, params.id, body.text),
    again,
    ...back('The note is kept.'),
  });

  writes(app, {
    permission,
    page: '/campaigns/:id/notes/:note/text',
    summary: 'Changes what a note says.',
    params: noteAddress,
    body: noteForm,
    run: ({ actor, params, body }) => rewriteNote(deps, actor, params.id, params.note, body.text),
    again,
    ...back('The note was changed.'),
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: '/campaigns/:id/notes/:note',
    summary: 'Removes a note.',
    params: noteAddress,
    run: ({ actor, params }) => removeNote(deps, actor, params.id, params.note),
    ...back('The note was removed.'),
  });

  writes(app, {
    permission,
    page: '/campaigns/:id/notes/:note',
    summary: 'Brings a note back.',
    params: noteAddress,
    query: insteadOf,
    run: ({ actor, params, query }) => bringBackNote(deps, actor, params.id, params.note, insteadIn(query)),
    ...back('The note is back.'),
  });

  writes(app, {
    permission,
    page: '/campaigns/:id/tags',
    api: '/api/campaigns/:id/tags',
    summary: 'Puts a tag on a campaign.',
    params: campaignId,
    body: tagForm,
    run: ({ actor, params, body }) => putTag(deps, actor, params.id, body.tag),
    again,
    ...back('The tag is on.'),
  });

  writes(app, {
    permission,
    page: '/campaigns/:id/tags/:tag',
    summary: 'Puts a tag on again.',
    params: tagAddress,
    run: ({ actor, params }) => putTag(deps, actor, params.id, params.tag),
    ...back('The tag is on again.'),
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: '/campaigns/:id/tags/:tag',
    summary: 'Takes a tag off.',
    params: tagAddress,
    run: ({ actor, params }) => takeTag(deps, actor, params.id, params.tag),
    ...back('The tag is off.'),
  });

  writes(app, {
    permission,
    page: '/campaigns/:id/lock',
    api: '/api/campaigns/:id/lock',
    summary: 'Locks a campaign: nothing is asked about it any more.',
    params: campaignId,
    run: ({ actor, params }) => lockCampaign(deps, actor, params.id),
    ...back('The campaign is locked: nothing is asked about it any more.'),
  });

  writes(app, {
    permission,
    method: 'DELETE',
    page: '/campaigns/:id/lock',
    summary: 'Unlocks a campaign.',
    params: campaignId,
    run: ({ actor, params }) => unlockCampaign(deps, actor, params.id),
    ...back('The campaign is open to questions again.'),
  });
}

function insteadIn(query: unknown): string | undefined {
  const read = insteadOf.safeParse(query);
  return read.success ? read.data.instead : undefined;
}
