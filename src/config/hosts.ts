/** Whether what is sent there can be read by nobody on the way. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return (
    ['https:', 'wss:'].includes(protocol) || (['http:', 'ws:'].includes(protocol) && isLoopback(hostname))
  );
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
