// The files of undici that are needed: all of it costs 14 MB, the first two 3, and the others 5 once somebody listens.
// By their defaults: other names are lost when it is bundled.
declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool } from 'undici';

  const pool: typeof Pool;
  export default pool;
}

declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  export default function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
}

declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici';

  const client: typeof Client;
  export default client;
}

declare module 'undici/lib/core/connect.js' {
  import type { buildConnector } from 'undici';

  const connectorOf: typeof buildConnector;
  export default connectorOf;
}

declare module 'undici/lib/web/websocket/websocket.js' {
  import type { WebSocket } from 'undici';

  const sockets: { readonly WebSocket: typeof WebSocket };
  export default sockets;
}
