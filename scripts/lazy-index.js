// Lets the compiled index load a module when one of its names is first touched: an app with REST APIs alone loads nothing
// that is for HTTP APIs, mixins or tests. The exports stay written as they were, so that Node.js finds their names when an
// ES module imports them.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const INDEX = join(__dirname, '..', 'lib', 'index.js');
const EAGER = /^var (\w+) = require\(("[^"]+")\);$/gm;
const LAZILY = `function lazily(load) { return new Proxy({}, { get: function (_, name) { return load()[name]; } }); }`;

const text = readFileSync(INDEX, 'utf8');
if (!text.includes(LAZILY)) {
  const lazy = text.replace(EAGER, 'var $1 = lazily(function () { return require($2); });');
  if (lazy === text) {
    throw new Error(`${INDEX} is written otherwise than this script expects: no module that it requires was found`);
  }
  writeFileSync(INDEX, lazy.replace('"use strict";\n', `"use strict";\n${LAZILY}\n`));
}
