// Writes docs/fidelity.md from the register of behaviours in test/fidelity/:
//   node scripts/fidelity-page.js
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

require('./typescript');
const { renderFidelity } = require('../test/fidelity/page');

writeFileSync(join(__dirname, '..', 'docs', 'fidelity.md'), renderFidelity());
