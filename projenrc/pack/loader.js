/**
 * Loads the modules of the program from `packed.txt`. Each stands in `require.cache` under the name of its own file, so that there is one instance of
 * it, also where a rule of a user loads the package in the usual way.
 */
const Module = require('module');
const { readFileSync } = require('fs');
const { dirname, join } = require('path');
const { compileFunction } = require('vm');

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const ROOT = join(__dirname, '..');
const LOADED = new Map();
const TEXT = readFileSync(join(__dirname, 'packed.txt'));

function load(key) {
  return (LOADED.get(key) ?? moduleOf(key)).exports;
}

function moduleOf(key) {
  const file = join(ROOT, key);
  const known = require.cache[file];
  if (known !== undefined) return known;
  const own = new Module(file, module);
  own.filename = file;
  own.paths = module.paths;
  require.cache[file] = own;
  LOADED.set(key, own);
  const [start, end] = FILES[key];
  try {
    compileFunction(TEXT.utf8Slice(start, end), PARAMETERS, { filename: file }).call(own.exports, own.exports, requirePacked, own, file, dirname(file));
    own.loaded = true;
  } finally {
    // as Node does it: what threw an error is run again by the next that needs it
    if (!own.loaded) {
      delete require.cache[file];
      LOADED.delete(key);
    }
  }
  return own;
}

function requirePacked(id) {
  return id.startsWith('#') ? load(id.slice(1)) : require(id);
}
