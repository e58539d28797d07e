// All tests of a room as one file: to set jest up for each file anew would take longer than the tests do.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const TESTS = join(__dirname, '..', '..', 'test');

for (const folder of TESTS_OF_THE_ROOM.folders) {
  const files = readdirSync(join(TESTS, folder), { recursive: true }).filter((file) => file.endsWith('.test.ts'));
  for (const file of files.map((one) => join(folder, one)).filter((one) => !TESTS_OF_THE_ROOM.without.includes(one))) {
    describe(file, () => {
      require(join(TESTS, file));
    });
  }
}
