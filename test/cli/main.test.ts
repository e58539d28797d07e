import { COMMANDS } from '../../src/cli/commands';
import { expectOneLine, run } from './support/run';

test('without a command it says what there is, and that it did nothing', async () => {
  const { code, out } = await run([]);
  expect(code).toBe(2);
  expect(out).toContain('Usage: npx cdk-apigateway-cors <command>');
});

test.each([['--help'], ['-h'], ['help']])('%s lists every command', async (flag) => {
  const { code, out } = await run([flag]);
  expect(code).toBe(0);
  for (const name of COMMANDS.keys()) {
    expect(out).toContain(`\n  ${name} `);
  }
});

test.each([...COMMANDS.keys()])('%s has a help that fits a terminal and tells its exit codes', async (name) => {
  const { code, out } = await run([name, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`Usage: npx cdk-apigateway-cors ${name} `);
  expect(out).toContain('Exit codes: 0 ');
  expect(out).toContain('--json');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(await run(['help', name])).toEqual({ code, out, err: '' });
});

test.each([...COMMANDS.keys()])('%s refuses an option that it does not know, by name', async (name) => {
  const ran = await run([name, 'something', '--colour']);
  expectOneLine(ran);
  expect(ran.err).toContain("'--colour'");
});

test('an unknown command is refused with those that there are, and can write nothing into the terminal', async () => {
  const ran = await run(['\u001b[31mchekc']);
  expectOneLine(ran);
  expect(ran.err).toContain('\\u001b[31mchekc: there is no such command; there are check, explain, probe, serve');
});
