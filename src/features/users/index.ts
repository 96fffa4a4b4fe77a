export { insertPerson } from './actions.ts';
export { personId } from './forms.ts';
export { findByEmail, findPerson, hasPeople } from './store.ts';
