import { tallyOf } from '../../scripts/mutation/tally';

function aReport(statuses: readonly string[]) {
  return { files: { 'a.ts': { mutants: statuses.map((status) => ({ status })) } } };
}

describe('the score of a room', () => {
  test.each([
    ['counts those that were killed or ran without an end', ['Killed', 'Timeout', 'Survived', 'NoCoverage'], 50],
    ['leaves out those that were left alone', ['Killed', 'Ignored', 'Ignored'], 100],
    [
      'holds those against it for which the tests could not be run',
      ['Killed', 'RuntimeError', 'CompileError'],
      100 / 3,
    ],
    ['is nothing where there is nothing to notice', ['Ignored'], 0],
  ])('%s', (_, statuses, score) => {
    expect(tallyOf(aReport(statuses)).score).toBeCloseTo(score);
  });

  test('says how many could not be told', () => {
    const { failed, line } = tallyOf(aReport(['Killed', 'RuntimeError', 'Pending']));
    expect(failed).toBe(2);
    expect(line).toContain('33.3 % of 3 mutants noticed');
    expect(line).toContain('2 for which the tests could not be run');
  });
});
