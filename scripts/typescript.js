// Lets a script of this folder load TypeScript: its own parts, the examples, and the sources behind the package's name.
const { join } = require('node:path');

require('ts-node').register({
  cwd: join(__dirname, '..', 'examples'),
  projectSearchDir: join(__dirname, '..', 'examples'),
});
