// Runs commands beside each other, and shows the output of each in one piece; exit 1 if one of them fails.
//   node scripts/side-by-side.js "<command>" "<command>" ...
const { exec } = require('node:child_process');

const MOST_OUTPUT_BYTES = 64 * 2 ** 20;

for (const command of process.argv.slice(2)) {
  exec(command, { maxBuffer: MOST_OUTPUT_BYTES }, (error, stdout, stderr) => {
    process.stdout.write(`> ${command}\n${stdout}${stderr}`);
    if (error !== null) {
      console.error(`failed: ${command} (${error.code ?? error.message})`);
      process.exitCode = 1;
    }
  });
}
