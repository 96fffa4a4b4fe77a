import type { Deps } from '../../../db/deps.ts';
import { bumpVersion } from '../../../db/marks.ts';
import type { Tx } from '../../../db/open.ts';
import { write } from '../../../db/write.ts';
import type { Actor } from '../../../model/actor.ts';
import { done, NOT_FOUND, type Outcome, refused, type Undo } from '../../../model/outcome.ts';
import { record } from '../../audit/index.ts';
import { currentId } from '../store/aliases.ts';
import {
  addNote,
  addTag,
  dropTag,
  type FoundNote,
  findNote,
  notesOn,
  setRemoved,
  tagsOn,
} from '../store/notes.ts';

/** What was done, and to which campaign, as it is called now. */
export interface Noted {
  readonly campaign: string;
}

const at = (campaign: string, rest: string) => `/campaigns/${encodeURIComponent(campaign)}/${rest}`;
const MOST_NOTES = 200;
const MOST_TAGS = 20;
const STALE = refused('stale', 'This note was changed or removed meanwhile.', 'text');

export function writeNote(deps: Deps, actor: Actor, campaign: string, text: string): Outcome<Noted> {
  return change(deps, actor, campaign, (tx, id) => {
    const [last, ...others] = notesOn(tx, actor.userId, id);
    // The same form, sent before.
    if (last?.text === text)
      return done({ campaign: id }, { method: 'DELETE', url: at(id, `notes/${last.id}`) });
    if (others.length + 1 >= MOST_NOTES)
      return refused('too-many', 'A campaign has at most 200 notes: remove one first.', 'text');
    const note = { id: deps.newId(), text, writtenAt: deps.clock() };
    addNote(tx, actor.userId, id, note);
    record(tx, deps, actor, { action: 'note-written', subject: id });
    return done({ campaign: id }, { method: 'DELETE', url: at(id, `notes/${note.id}`) });
  });
}

/** The note as it was is kept aside, so that it can come back. */
export function rewriteNote(
  deps: Deps,
  actor: Actor,
  campaign: string,
  noteId: string,
  text: string,
): Outcome<Noted> {
  return changeNoted(deps, actor, campaign, noteId, (tx, id, old) => {
    if (old.removedAt !== null) return STALE;
    const note = { id: deps.newId(), text, writtenAt: old.writtenAt };
    setRemoved(tx, actor.userId, old.id, deps.clock());
    // Under the name it was written: should that campaign stand alone again, it goes with it.
    addNote(tx, actor.userId, old.campaign, note);
    record(tx, deps, actor, { action: 'note-changed', subject: id });
    return done({ campaign: id }, backFor(id, `notes/${old.id}?instead=${note.id}`));
  });
}

export function removeNote(deps: Deps, actor: Actor, campaign: string, noteId: string): Outcome<Noted> {
  return changeNoted(deps, actor, campaign, noteId, (tx, id, { id: note }) => {
    setRemoved(tx, actor.userId, note, deps.clock());
    record(tx, deps, actor, { action: 'note-removed', subject: id });
    return done({ campaign: id }, backFor(id, `notes/${note}`));
  });
}

/** `instead`: the note that took its place goes; where that one has gone already, something else stands there. */
export function bringBackNote(
  deps: Deps,
  actor: Actor,
  campaign: string,
  noteId: string,
  instead: string | undefined,
): Outcome<Noted> {
  return changeNoted(deps, actor, campaign, noteId, (tx, id, { id: note, removedAt }) => {
    if (removedAt === null) return done({ campaign: id });
    if (instead !== undefined) {
      if (!notesOn(tx, actor.userId, id).some((each) => each.id === instead)) return STALE;
      setRemoved(tx, actor.userId, instead, deps.clock());
    }
    setRemoved(tx, actor.userId, note, null);
    record(tx, deps, actor, { action: 'note-brought-back', subject: id });
    return done({ campaign: id });
  });
}

export function putTag(deps: Deps, actor: Actor, campaign: string, tag: string): Outcome<Noted> {
  return change(deps, actor, campaign, (tx, id) => {
    const tags = tagsOn(tx, actor.userId, id);
    if (!tags.includes(tag) && tags.length >= MOST_TAGS)
      return refused('too-many', 'A campaign has at most 20 tags: remove one first.', 'tag');
    addTag(tx, actor.userId, id, tag);
    record(tx, deps, actor, { action: 'tag-added', subject: id, after: { tag } });
    return done({ campaign: id }, { method: 'DELETE', url: at(id, `tags/${encodeURIComponent(tag)}`) });
  });
}

export function takeTag(deps: Deps, actor: Actor, campaign: string, tag: string): Outcome<Noted> {
  return change(deps, actor, campaign, (tx, id) => {
    if (!tagsOn(tx, actor.userId, id).includes(tag)) return done({ campaign: id });
    dropTag(tx, actor.userId, id, tag);
    record(tx, deps, actor, { action: 'tag-removed', subject: id, before: { tag } });
    return done({ campaign: id }, backFor(id, `tags/${encodeURIComponent(tag)}`));
  });
}

function backFor(id: string, rest: string): Undo {
  return { method: 'POST', url: at(id, rest) };
}

type Work = (tx: Tx, id: string) => Outcome<Noted>;

function change({ db }: Deps, { userId }: Actor, campaign: string, work: Work): Outcome<Noted> {
  return write(db, (tx) => {
    const id = currentId(tx, userId, campaign);
    if (id === null) return NOT_FOUND;
    const outcome = work(tx, id);
    if (outcome.ok) bumpVersion(tx, userId);
    return outcome;
  });
}

/** A note of this campaign, also where it was written when the campaign was called otherwise. */
function changeNoted(
  deps: Deps,
  actor: Actor,
  campaign: string,
  noteId: string,
  work: (tx: Tx, id: string, note: FoundNote) => Outcome<Noted>,
): Outcome<Noted> {
  return change(deps, actor, campaign, (tx, id) => {
    const note = findNote(tx, actor.userId, noteId);
    if (note === null || currentId(tx, actor.userId, note.campaign) !== id) return NOT_FOUND;
    return work(tx, id, note);
  });
}
