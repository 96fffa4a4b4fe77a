/** Who acts, and by which door: what an action needs to know of its caller, and what the audit log says of it. */
export interface Actor {
  readonly userId: string;
  readonly label: string;
  readonly via: 'page' | 'api' | 'job' | 'cli';
  readonly address: string | null;
}
