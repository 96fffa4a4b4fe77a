export { makeAdmin, makePasswordLink } from './actions/passwords.ts';
export { sweep } from './actions/sessions.ts';
export { makeToken } from './actions/tokens.ts';
export { newSecret } from './hashing.ts';
export { sessionStore } from './recognition.ts';
