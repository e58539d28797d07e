import type { Reason } from '../../../src/verify/browser';
import { CAUSES } from '../../../src/verify/check/causes';
import { SHOWN_BY_REQUESTS } from './causes-in-requests';
import { SHOWN_BY_TEMPLATES, type Shown } from './causes-in-templates';

const SHOWN: Shown = { ...SHOWN_BY_TEMPLATES, ...SHOWN_BY_REQUESTS };
const SIMULATED = Object.entries(CAUSES).flatMap(([reason, causes]) =>
  causes.filter(({ see }) => see === undefined).map(({ how }) => ({ reason: reason as Reason, how })),
);

describe('how a reason comes about is no hearsay', () => {
  test.each(SIMULATED)('$reason: $how', ({ reason, how }) => {
    const [, show] = Object.entries(SHOWN[reason] ?? {}).find(([beginning]) => how.startsWith(beginning)) ?? [];
    const found =
      show === undefined ? 'nothing shows it: add it to causes-in-templates.ts, or a source to the cause' : show();
    expect([...new Set([found].flat())]).toEqual([reason]);
  });

  test('and nothing is shown that is not told', () => {
    const told = Object.entries(SHOWN).flatMap(([reason, ways]) => Object.keys(ways).map((way) => `${reason}: ${way}`));
    const known = SIMULATED.map(({ reason, how }) => `${reason}: ${how}`);
    expect(told.filter((one) => !known.some((cause) => cause.startsWith(one)))).toEqual([]);
  });

  test('what no template can show has a source', () => {
    const sources = Object.values(CAUSES)
      .flat()
      .flatMap(({ see }) => (see === undefined ? [] : [see]));
    for (const source of sources)
      expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|fetch\.spec\.whatwg\.org|wicg\.github\.io)\//);
  });
});
