// Applies the construct to every CloudFormation template of a folder (*.json, any that has a REST API written as
// resources and methods) and checks what comes out: node scripts/check-templates.js <folder>
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/check-templates.js <folder of CloudFormation templates>');
  process.exit(2);
}
process.env.CDK_VALIDATION ??= 'false';
require('./typescript');
const { checkTemplate } = require('./check-templates/check');

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
let failed = files.length === 0 ? 1 : 0;
for (const file of files) {
  const { counts, problems } = checkTemplate(join(folder, file));
  failed += problems.length > 0 ? 1 : 0;
  const numbers = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  console.log([problems.length === 0 ? 'passed' : 'FAILED', file, numbers.join(', ')].join('  '));
  for (const problem of problems) {
    console.log(`        ${problem}`);
  }
}
console.log(`${files.length === 0 ? 0 : files.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
