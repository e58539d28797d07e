// Loaded into a process before anything else: it writes down the most memory the process had, in kilobytes.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.CORS_FUZZ_MEMORY, String(process.resourceUsage().maxRSS)));
