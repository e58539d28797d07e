/**
 * Of a report of StrykerJS: how many mutants the tests noticed, out of those that they could have. One for which the tests
 * could not be run was not noticed by them.
 */
function tallyOf({ files }) {
  const counts = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0, Ignored = 0, ...others } = counts;
  const failed = Object.values(others).reduce((sum, count) => sum + count, 0);
  const noticed = Killed + Timeout;
  const all = noticed + Survived + NoCoverage + failed;
  const score = all === 0 ? 0 : (100 * noticed) / all;
  const line =
    `${score.toFixed(1)} % of ${all} mutants noticed (${Survived} survived, ${NoCoverage} reached by no test, ` +
    `${failed} for which the tests could not be run, ${Ignored} left alone)`;
  return { score, failed, line };
}

module.exports = { tallyOf };
