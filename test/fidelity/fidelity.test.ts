import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from '../../src/verify/browser/reasons';
import { RUNS } from './behaviour';
import { BROWSER } from './browser';
import { Counted } from './counted';
import { renderFidelity } from './page';
import { BEHAVIOURS, CARRIERS } from './register';

const ROOT = join(__dirname, '..', '..');
const VERIFIER = join(ROOT, 'src', 'verify');

/** Every file below a folder, with its path from there. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'));
}

/** The reasons of UNDETERMINED that name what has not been measured, with three dots for what differs. */
function unmeasured(): readonly string[] {
  const literal = /(['`])((?:(?!\1)[^\\\n])*has not been measured)\1/g;
  const texts = filesBelow(VERIFIER).flatMap((file) => [
    ...readFileSync(join(VERIFIER, file), 'utf8').matchAll(literal),
  ]);
  return [...new Set(texts.map(([, , text = '']) => text.replace(/\$\{[^}]*\}/g, '…')))];
}

describe('docs/fidelity.md', () => {
  test('is what the register says (after a change: node scripts/fidelity-page.js)', () => {
    expect(readFileSync(join(ROOT, 'docs', 'fidelity.md'), 'utf8')).toBe(renderFidelity());
  });

  test('has a row for every file of the model of API Gateway and of the browser', () => {
    const covered = [...BEHAVIOURS.flatMap(({ modelledIn }) => modelledIn), ...CARRIERS];
    const modelled = ['gateway', 'browser', 'template'].flatMap((room) =>
      filesBelow(join(VERIFIER, room)).map((file) => `${room}/${file}`),
    );
    expect(modelled.filter((file) => !covered.some((one) => file === one || file.startsWith(`${one}/`)))).toEqual([]);
    expect(covered.filter((one) => !existsSync(join(VERIFIER, one)))).toEqual([]);
  });

  test('has one row for every reason of a verdict', () => {
    const named = BROWSER.flatMap(({ reasons }) => reasons);
    expect([...named].sort()).toEqual(REASONS.map(({ reason }) => reason).sort());
  });

  test('has a row for everything that the verifier says has not been measured, and for nothing else', () => {
    const rows = BEHAVIOURS.flatMap(({ undetermined = [] }) => undetermined);
    expect(rows.filter((text) => text.endsWith('has not been measured')).sort()).toEqual([...unmeasured()].sort());
    expect(unmeasured().length).toBeGreaterThan(15);
  });

  test('names files that have tests, and runs that count', () => {
    const held = BEHAVIOURS.flatMap(({ heldBy }) => heldBy).map((file) => join(ROOT, 'test', file));
    const files = held.flatMap((path) =>
      existsSync(path) && statSync(path).isDirectory() ? filesBelow(path).map((file) => join(path, file)) : [path],
    );
    expect(
      files.filter((path) => !existsSync(path) || !/^\s*test(\.each)?[<(]/m.test(readFileSync(path, 'utf8'))),
    ).toEqual([]);
    for (const run of Object.keys(RUNS)) {
      const text = readFileSync(join(ROOT, 'test', run), 'utf8');
      expect([run, text.includes(`'${run}'`), text.includes('.differences).toEqual([])')]).toEqual([run, true, true]);
    }
  });

  test('every behaviour has an id of its own, a test, and either a document, a witness, or the word that it has none', () => {
    expect(new Set(BEHAVIOURS.map(({ id }) => id)).size).toBe(BEHAVIOURS.length);
    expect(BEHAVIOURS.filter(({ heldBy }) => heldBy.length === 0)).toEqual([]);
  });
});

describe('a run is held to the register', () => {
  const run = 'witnesses/velocity/general.test.ts';

  test('where it compares less than the register says', () => {
    const counted = new Counted(run);
    counted.add('velocity');
    expect(counted.differences).toEqual([expect.stringMatching(/^velocity: \d+ cases in the register, 1 compared$/)]);
  });

  test('where it compares what no row tells of it', () => {
    const counted = new Counted(run);
    counted.add('cors-check', 'no-such-behaviour');
    expect(counted.differences).toEqual([
      expect.stringContaining('velocity'),
      'cors-check: 1 compared, and none in the register',
      'no-such-behaviour: 1 compared, and none in the register',
    ]);
  });
});
