// Loaded before the scanner: what a line in /etc/hosts and two port forwardings would do. Nothing of an answer is touched.
import net from 'node:net';

const { SCAN_HOST, SCAN_PLAIN_PORT, SCAN_TLS_PORT } = process.env;
const ports = { 80: Number(SCAN_PLAIN_PORT), 443: Number(SCAN_TLS_PORT) };
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (options?.host === SCAN_HOST) Object.assign(options, { host: '127.0.0.1', port: ports[options.port] });
  return connect.apply(this, args);
};
