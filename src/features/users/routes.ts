import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../db/deps.ts';
import { type Mistake, noMistake } from '../../model/outcome.ts';
import { notFound } from '../../web/errors.ts';
import type { Asked } from '../../web/faces.ts';
import type { Identity } from '../../web/identity.ts';
import { reads } from '../../web/reads.ts';
import { writes } from '../../web/writes.ts';
import { addPerson, changeRole, endAccess, restoreAccess, saveSettings } from './actions.ts';
import { newPerson, newRole, newSettings, personId } from './forms.ts';
import { peopleJson, peopleShape, personJson, personShape } from './json.ts';
import { findPerson, listPeople } from './store.ts';
import { newPersonView, peopleView, personView, settingsView } from './view.ts';

export function userRoutes(app: FastifyInstance, deps: Deps): void {
  addPeople(app, deps);
  addPersonPages(app, deps);
  addSettings(app, deps);
}

function addPeople(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'people:read',
    page: '/admin/users',
    api: '/api/admin/users',
    summary: 'Everyone who may sign in.',
    out: peopleShape,
    run: () => listPeople(deps.db),
    json: peopleJson,
    html: (people, { identity }) => ({
      template: 'users/index',
      title: 'People',
      view: peopleView(people, identity, deps.clock()),
    }),
  });

  reads(app, {
    permission: 'people:write',
    page: '/admin/users/new',
    summary: 'The form to add a person.',
    run: () => noMistake,
    html: (mistake) => ({ template: 'users/new', title: 'Add a person', view: newPersonView(mistake) }),
  });

  writes(app, {
    permission: 'people:write',
    page: '/admin/users',
    api: '/api/admin/users',
    summary: 'Adds a person. They choose a password with a link made afterwards.',
    body: newPerson,
    out: personShape,
    run: ({ actor, body }) => addPerson(deps, actor, body),
    json: personJson,
    next: (person) => ({
      to: `/admin/users/${person.id}`,
      say: `${person.name} is added. Now hand over a sign-in link.`,
    }),
    again: (mistake) => ({ template: 'users/new', title: 'Add a person', view: newPersonView(mistake) }),
  });
}

function addPersonPages(app: FastifyInstance, deps: Deps): void {
  const page = (id: string, reader: Identity, mistake = noMistake) => {
    const person = findPerson(deps.db, id);
    return (
      person && {
        template: 'users/show',
        title: person.name,
        view: personView(person, mistake, reader, deps.clock()),
      }
    );
  };
  const common = { permission: 'people:write', params: personId } as const;
  const again = (mistake: Mistake, { params, identity }: Asked<{ id: string }>) =>
    page(params.id, identity, mistake) ?? nobody();

  reads(app, {
    permission: 'people:read',
    page: '/admin/users/:id',
    summary: 'One person.',
    params: personId,
    run: ({ params, identity }) => page(params.id, identity),
    html: (rendered) => rendered,
  });

  writes(app, {
    ...common,
    page: '/admin/users/:id/role',
    summary: 'Gives a person another role; they sign in again.',
    body: newRole,
    run: ({ actor, params, body }) => changeRole(deps, actor, params.id, body.role),
    next: (person) => {
      app.sockets.endPerson(person.id);
      return { to: `/admin/users/${person.id}`, say: `${person.name} has a new role and signs in again.` };
    },
    again,
  });

  writes(app, {
    ...common,
    method: 'DELETE',
    page: '/admin/users/:id/access',
    summary: 'Shuts a person out, at once.',
    run: ({ actor, params }) => endAccess(deps, actor, params.id),
    next: (person) => {
      app.sockets.endPerson(person.id);
      return { to: `/admin/users/${person.id}`, say: `${person.name} can no longer sign in.` };
    },
    again,
  });

  writes(app, {
    ...common,
    page: '/admin/users/:id/access',
    summary: 'Lets a person in again.',
    run: ({ actor, params }) => restoreAccess(deps, actor, params.id),
    next: (person) => ({ to: `/admin/users/${person.id}`, say: `${person.name} can sign in again.` }),
    again,
  });
}

function addSettings(app: FastifyInstance, deps: Deps): void {
  reads(app, {
    permission: 'settings:write',
    page: '/settings',
    summary: 'Your own settings.',
    run: ({ actor }) => findPerson(deps.db, actor.userId),
    html: (person) => ({
      template: 'users/settings',
      title: 'Settings',
      view: settingsView(person, noMistake),
    }),
  });

  writes(app, {
    permission: 'settings:write',
    page: '/settings',
    api: '/api/settings',
    summary: 'Saves your name, colour scheme and time zone.',
    body: newSettings,
    run: ({ actor, body }) => saveSettings(deps, actor, body),
    json: () => ({}),
    next: () => ({ to: '/settings', say: 'Settings saved.' }),
    again: (mistake, { actor }) => {
      const person = findPerson(deps.db, actor.userId) ?? nobody();
      return { template: 'users/settings', title: 'Settings', view: settingsView(person, mistake) };
    },
  });
}

function nobody(): never {
  throw notFound();
}
