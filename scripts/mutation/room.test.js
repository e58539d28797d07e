// All tests of a room as one file: to set jest up for each file anew would take longer than the tests do.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const TESTS = join(__dirname, '..', '..', 'test');

for (const file of TESTS_OF_THE_ROOM.tests.flatMap(filesIn)) {
  if (!TESTS_OF_THE_ROOM.without.includes(file)) {
    describe(file, () => {
      require(join(TESTS, file));
    });
  }
}

function filesIn(path) {
  const inside = (file) => join(path, file);
  return path.endsWith('.test.ts')
    ? [path]
    : readdirSync(join(TESTS, path), { recursive: true }).filter(isTest).map(inside);
}

function isTest(file) {
  return file.endsWith('.test.ts');
}
