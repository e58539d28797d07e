import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Synthesised } from '../support/synthesised';
import { preflightsOf } from './difference';
import { After, Before, LeftOut, OneResource } from './snippets';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'migrating.md'), 'utf8');
const source = readFileSync(join(__dirname, 'snippets.ts'), 'utf8');

function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
}

/** The code between the marks, moved to the left. */
const snippets = [...source.matchAll(/^ *\/\/ \[(?!end)[a-z ]+\]\n([\s\S]*?) *\/\/ \[end\]$/gm)].map(([, code = '']) =>
  code.replace(/^ {4}/gm, ''),
);

test('the code of the page is the code that is compiled here, all of it and in its order', () => {
  expect(snippets).toHaveLength(4);
  expect(blocks('ts')).toEqual(snippets);
});

test('the page shows what `cdk diff` prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrating-'));
  try {
    const synth = (Made: new (scope: Construct, id: string, props?: StackProps) => Stack, name: string): string => {
      const app = new App({ outdir: join(folder, name), analyticsReporting: false });
      new Made(app, 'Shop');
      return app.synth().directory;
    };
    const [before, after] = [synth(Before, 'before'), synth(After, 'after')];
    const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const template = join(before, 'Shop.template.json');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cdk, 'diff', 'Shop', '-a', after, '--template', template, '--no-notices'],
      { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CDK_DISABLE_CLI_TELEMETRY: 'true', HOME: folder } },
    );
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => /^\[[-+~]\]/.test(line));
    const shown = lines.map((line) => line.replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}/, '$1...').trim());
    expect(blocks('text')).toEqual([`${shown.join('\n')}\n`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('a subtree is covered as a whole, and what is left out is not', () => {
  const count = (stack: Stack) => preflightsOf(new Synthesised(stack).template).length;
  expect([count(new OneResource(new App(), 'One')), count(new LeftOut(new App(), 'LeftOut'))]).toEqual([1, 1]);
});

test('the page names only warnings that there are', () => {
  const rules = readFileSync(join(root, 'docs', 'rules.md'), 'utf8');
  const named = [...page.matchAll(/warning `([a-z-]+)`/g)].map(([, id]) => id);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((id) => !rules.includes(`| \`${id}\` |`))).toEqual([]);
});
