import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { basename, join, resolve } from 'path';

const ROOT = resolve(__dirname, '..', '..');

/** A registry of this machine, for as long as it is open: the package as it would be published, and its peers as they are installed. */
export interface Registry {
  readonly url: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  /** The tarball of the package itself. */
  readonly tarball: string;
  /** The environment of somebody who uses this registry and no other. */
  environment(folder: string): Record<string, string>;
  close(): Promise<void>;
}

/** Packs the package and its peers into a folder and serves them at 127.0.0.1. */
export async function openRegistry(folder: string): Promise<Registry> {
  const packed = [pack(ROOT, folder), ...['cdk8s', 'constructs'].map((name) => pack(join(ROOT, 'node_modules', name), folder))];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').replace(/\?.*$/, '');
    asked.push(path);
    const { port } = server.address() as AddressInfo;
    const tarball = packed.find(({ file }) => path === `/-/${basename(file)}`);
    const named = packed.find(({ manifest: { name } }) => path === `/${name}`);
    if (tarball !== undefined) return void response.end(readFileSync(tarball.file));
    if (named === undefined) return void response.writeHead(404).end('{}');
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify(packument(named, `http://127.0.0.1:${port}/-/${basename(named.file)}`)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    asked,
    tarball: packed[0].file,
    environment: (home) => ({
      PATH: process.env.PATH ?? '',
      HOME: home,
      npm_config_registry: url,
      npm_config_cache: join(home, 'npm-cache'),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_fetch_retries: '0',
      npm_config_noproxy: '127.0.0.1',
      NO_PROXY: '127.0.0.1',
    }),
    close: () => new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
  };
}

interface Packed {
  readonly file: string;
  readonly manifest: { readonly name: string; readonly version: string };
}

function pack(source: string, folder: string): Packed {
  const out = execFileSync('npm', ['pack', source, '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [{ filename }] = JSON.parse(out);
  return { file: join(folder, filename), manifest: JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) };
}

/** @see https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument({ file, manifest }: Packed, tarball: string) {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  return { name, 'dist-tags': { latest: version }, 'versions': { [version]: { ...manifest, dist: { tarball, integrity } } } };
}
