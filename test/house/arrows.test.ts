import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Imports that no room may have: the file, its text, and the rule that it breaks. */
const WRONG: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['policy/renders.ts', "export * from '../render/velocity';", 'arrow-policy'],
  ['policy/types.ts', "export type A = typeof import('../render/velocity');", 'arrow-policy'],
  ['policy/stacks.ts', "import { Stack } from 'aws-cdk-lib';\nexport const a = Stack;", 'cdk-at-the-boundary'],
  ['plan/builds.ts', "import type { Construct } from 'constructs';\nexport type A = Construct;", 'cdk-at-the-boundary'],
  ['verify/trusts.ts', "export * from '../policy/policy';", 'arrow-verify'],
  ['verify/types.ts', "import type { here } from '../policy/policy';\nexport type A = typeof here;", 'arrow-verify'],
  ['verify/renders.ts', "export * from '../render/velocity';", 'arrow-verify'],
  ['render/plans.ts', "export * from '../plan/steps';", 'arrow-render'],
  ['fetch/decides.ts', "export * from '../policy/policy';", 'arrow-fetch'],
  ['lambda/renders.ts', "export * from '../render/velocity';", 'arrow-lambda'],
  ['lambda/parses.ts', "export * from 'tldts';", 'nothing-to-install-in-a-function'],
  ['attic/reads.ts', "export * from '../fetch/tokens';", 'unknown-room'],
];

function cruise(house: string, output: 'json' | 'err'): { status: number | null; stdout: string } {
  const args = [DEPCRUISE, '--config', '.dependency-cruiser.cjs', '--output-type', output, 'src'];
  return spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** The arrows that a house breaks, as `file: rule`, by the config that lies in it. */
function broken(house: string): readonly string[] {
  const { summary }: { summary: { violations: readonly Violation[]; totalCruised: number } } = JSON.parse(
    cruise(house, 'json').stdout,
  );
  expect(summary.totalCruised).toBeGreaterThan(1);
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).sort();
}

jest.setTimeout(60_000);

describe('the arrows between the rooms', () => {
  const house = mkdtempSync(join(tmpdir(), 'arrows-'));

  beforeAll(() => {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(ROOT, file), join(house, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  });

  beforeEach(() => {
    rmSync(join(house, 'src'), { recursive: true, force: true });
    for (const file of ['fetch/tokens', 'policy/policy', 'render/velocity', 'plan/steps']) {
      write(`${file}.ts`, 'export const here = 1;\n');
    }
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(house, 'src', file)), { recursive: true });
    writeFileSync(join(house, 'src', file), text);
  }

  test('hold in this house', () => {
    expect(broken(ROOT)).toEqual([]);
  });

  test('hold in a small house whose imports point the right way', () => {
    write('policy/origin.ts', "export * from '../fetch/tokens';\n");
    write('constructs/cors.ts', "import 'aws-cdk-lib';\nexport * from '../plan/steps';\n");
    expect(broken(house)).toEqual([]);
  });

  test('are broken by every import that points the wrong way, types included', () => {
    for (const [file, text] of WRONG) {
      write(file, `${text}\n`);
    }
    expect(broken(house)).toEqual(WRONG.map(([file, , rule]) => `src/${file}: ${rule}`).sort());
  });

  test('are broken when two files import each other', () => {
    write('policy/one.ts', "export * from './two';\n");
    write('policy/two.ts', "export * from './one';\n");
    expect(broken(house)).toContain('src/policy/one.ts: no-cycle');
  });

  test('fail the build when they are broken', () => {
    write('policy/renders.ts', "export * from '../render/velocity';\n");
    const { status, stdout } = cruise(house, 'err');
    expect(status).toBeGreaterThan(0);
    expect(stdout).toContain('arrow-policy');
  });
});
