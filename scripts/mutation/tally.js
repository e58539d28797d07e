/** Of a report of StrykerJS: how many mutants the tests noticed, out of those that they could have. */
function tallyOf({ files }) {
  const counts = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants)) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0, Ignored = 0 } = counts;
  const noticed = Killed + Timeout;
  const all = noticed + Survived + NoCoverage;
  const score = all === 0 ? 0 : (100 * noticed) / all;
  const line = `${score.toFixed(1)} % of ${all} mutants noticed (${Survived} survived, ${NoCoverage} reached by no test, ${Ignored} left alone)`;
  return { score, line };
}

module.exports = { tallyOf };
