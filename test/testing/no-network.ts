import { writeFileSync } from 'fs';
import { join } from 'path';
import { Worker } from 'worker_threads';
import { emptyFolder } from './packed';

/** A machine without a network: whatever a Node program connects to, a server at 127.0.0.1 answers 404. */
export interface NoNetwork {
  /** For the program and all that it starts. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was asked for, in order. */
  asked(): Promise<readonly string[]>;
  close(): Promise<unknown>;
}

/** The server has a thread of its own: it answers while a test waits for `spawnSync`. */
const SERVER = `
const { createServer } = require('http');
const { parentPort } = require('worker_threads');
const asked = [];
const server = createServer((request, response) => {
  asked.push((request.headers.host || '') + ' ' + request.url);
  response.writeHead(404).end('not found');
});
server.on('clientError', (_, socket) => { asked.push('no HTTP'); socket.destroy(); });
server.on('connect', (request, socket) => { asked.push(request.url); socket.end('HTTP/1.1 404 Not Found\\r\\n\\r\\n'); });
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
parentPort.on('message', () => parentPort.postMessage(asked));
`;

/** Leads every connection of a Node program to the server; the version check of the cdk8s command line takes no proxy. */
const preload = (port: number) => `
const { Socket } = require('net');
const { connect } = Socket.prototype;
const led = (options) => (!options.path ? { ...options, host: '127.0.0.1', port: ${port} } : options);
Socket.prototype.connect = function (...args) {
  if (Array.isArray(args[0])) args[0][0] = led(args[0][0]);
  else if (typeof args[0] === 'object') args[0] = led(args[0]);
  else if (typeof args[0] === 'number') args = [led({ port: args[0] }), args[args.length - 1]];
  return connect.apply(this, args);
};
`;

export async function withoutNetwork(): Promise<NoNetwork> {
  const server = new Worker(SERVER, { eval: true });
  const answer = <T>() => new Promise<T>((done) => server.once('message', done));
  const port = await answer<number>();
  const file = join(emptyFolder('no-network'), 'preload.cjs');
  writeFileSync(file, preload(port));
  const url = `http://127.0.0.1:${port}/`;
  return {
    environment: { NODE_OPTIONS: `--require=${file}`, HOME: emptyFolder('home'), npm_config_registry: url, npm_config_fetch_retries: '0', HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url },
    asked: () => {
      server.postMessage('asked');
      return answer();
    },
    close: () => server.terminate(),
  };
}
