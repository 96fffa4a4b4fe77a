/** As it is registered with Zerodha: there is one address to go back to, and it is kept there. */
export interface KiteApp {
  readonly key: string;
  readonly secret: string;
  readonly returnTo: string;
}

export interface Client {
  readonly userId: string;
  readonly password: string;
  /** What the telephone shows; always the same here. */
  readonly code: string;
}

export const KITE_APP: KiteApp = {
  key: 'simulatedkitekey',
  secret: 'simulatedkitesecret0123456789abc',
  returnTo: 'http://127.0.0.1:8000/auth/zerodha/callback',
};

export const CLIENT: Client = { userId: 'PR4711', password: 'practice', code: '246810' };
