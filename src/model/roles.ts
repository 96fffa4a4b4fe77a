export const roles = ['admin', 'user', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** What a program's token may be made for. */
export const scopes = ['read', 'write'] as const;
export type Scope = (typeof scopes)[number];

interface Right {
  readonly roles: readonly Role[];
  /** The least scope of a token that carries this right; 'never' where only a person signed in may act. */
  readonly token: Scope | 'never';
}

const everyone = roles;
const traders = ['admin', 'user'] as const;
const admins = ['admin'] as const;

const rights = {
  'today:read': { roles: everyone, token: 'read' },
  'me:read': { roles: everyone, token: 'read' },
  'docs:read': { roles: everyone, token: 'read' },
  'connections:read': { roles: everyone, token: 'read' },
  // To read what is new, and to stop reading.
  'connections:sync': { roles: traders, token: 'write' },
  // Signing in with a broker, its app and the end of it are a person's.
  'connections:write': { roles: traders, token: 'never' },
  'transactions:read': { roles: everyone, token: 'read' },
  'transactions:import': { roles: traders, token: 'write' },
  'campaigns:read': { roles: everyone, token: 'read' },
  'campaigns:write': { roles: traders, token: 'write' },
  'settings:write': { roles: everyone, token: 'write' },
  // A stolen token must not be able to mint another, or to lock its owner out.
  'security:read': { roles: everyone, token: 'never' },
  'security:write': { roles: everyone, token: 'never' },
  'people:read': { roles: admins, token: 'read' },
  'people:write': { roles: admins, token: 'never' },
  'audit:read': { roles: admins, token: 'read' },
  'health:read': { roles: admins, token: 'read' },
  'components:read': { roles: admins, token: 'read' },
} as const satisfies Record<string, Right>;

export type Permission = keyof typeof rights;

/** Whether a person of this role may, themselves (scope null) or through a token of this scope. */
export function may(role: Role, permission: Permission, scope: Scope | null = null): boolean {
  const right: Right = rights[permission];
  return right.roles.includes(role) && allowsToken(right, scope);
}

function allowsToken(right: Right, scope: Scope | null): boolean {
  if (scope === null) return true;
  return right.token !== 'never' && (scope === 'write' || right.token === 'read');
}
