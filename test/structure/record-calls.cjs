// Runs a program on the compiled package and prints which rooms of it call which: `node record-calls.cjs LIB PROGRAM`.
// Every function that one module of LIB gets from another is watched; a room is the first folder below LIB.
const Module = require('module');
const path = require('path');
const vm = require('vm');

const [lib, program] = process.argv.slice(2).map((argument) => path.resolve(argument));
const entered = [];
const calls = new Map();
const load = Module._load;
const watched = new Map();

function roomOf(file) {
  return file.startsWith(lib + path.sep) ? path.relative(lib, file).split(path.sep)[0].replace(/\.js$/, '') : undefined;
}

function note(from, to) {
  if (from === to) return;
  if (!entered.includes(to)) entered.push(to);
  const key = `${from ?? 'user'} -> ${to}`;
  calls.set(key, (calls.get(key) ?? 0) + 1);
}

function watch(value, from, to) {
  if (typeof value !== 'function') return value;
  const known = watched.get(value) ?? new Map();
  watched.set(value, known);
  const key = `${from} ${to}`;
  if (!known.has(key)) {
    known.set(key, new Proxy(value, {
      apply: (target, self, args) => (note(from, to), Reflect.apply(target, self, args)),
      construct: (target, args, made) => (note(from, to), Reflect.construct(target, args, made)),
      // static functions of a class count as the class does
      get: (target, name, receiver) => {
        const member = Reflect.get(target, name, receiver);
        const isOwn = Object.hasOwn(target, name) && typeof member === 'function' && name !== 'prototype' && !/^class\b/.test(Function.prototype.toString.call(member));
        return isOwn ? (...args) => (note(from, to), Reflect.apply(member, target, args)) : member;
      },
    }));
  }
  return known.get(key);
}

/** The exports of a module of another room, each function watched. */
function watchedExports(exports, from, to) {
  if (to === undefined || from === to || typeof exports !== 'object') return exports;
  return new Proxy({}, {
    get: (_, name) => watch(exports[name], from, to),
    has: (_, name) => name in exports,
    ownKeys: () => Reflect.ownKeys(exports),
    getOwnPropertyDescriptor: (_, name) => ({ configurable: true, enumerable: true, get: () => watch(exports[name], from, to) }),
  });
}

Module._load = function (request, parent, isMain) {
  const exports = load.call(this, request, parent, isMain);
  const file = request.startsWith('.') || path.isAbsolute(request) ? Module._resolveFilename(request, parent, isMain) : undefined;
  return watchedExports(exports, parent && roomOf(parent.filename ?? ''), file && roomOf(file));
};

// modules of the packed program (projenrc/pack) name each other by `#` and the path below LIB
const { compileFunction } = vm;
vm.compileFunction = (code, names, options) => {
  const run = compileFunction(code, names, options);
  const from = roomOf(options.filename);
  return function (exports, own, ...rest) {
    const required = (id) => (id.startsWith('#') ? watchedExports(own(id), from, roomOf(path.join(lib, id.slice(1)))) : own(id));
    return run.call(this, exports, required, ...rest);
  };
};

process.on('exit', () => console.error(JSON.stringify({ entered, calls: [...calls].sort().map(([key, count]) => [key, count]) })));
require(program);
