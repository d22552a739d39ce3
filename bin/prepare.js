'use strict';
/**
 * Compiles the package where npm installs it from its repository; nothing is left to do where it is compiled already.
 *
 * npm installs the development dependencies before; but not under `npm install -g`, as pre-commit calls it: the inner installation is global, too.
 */
const { execFileSync } = require('child_process');
const { existsSync } = require('fs');
const { join, resolve } = require('path');

const root = resolve(__dirname, '..');
const projen = join(root, 'node_modules', 'projen', 'bin', 'projen');
const OUTER = /^npm_(lifecycle|package|command|execpath|config_(global|prefix|local_prefix|location|force|save|include|omit|dry_run|package_lock_only|ignore_scripts)$)/i;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER.test(name)));

function run(program, args) {
  // stdout belongs to the npm that called: `npm pack --json` prints there
  execFileSync(program, args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}

if (existsSync(join(root, 'lib', 'index.js'))) process.exit(0);
if (!existsSync(projen)) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
run(process.execPath, [projen, 'compile']);
