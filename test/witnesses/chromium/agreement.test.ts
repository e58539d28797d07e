import { CASES, type Case, titleOf } from '../../browser/cases';
import { Counted } from '../../fidelity/counted';
import { shownByVerdict } from '../../fidelity/shown';
import { isOfEveryAnswer } from '../emulators/comparison';
import { describeWith } from '../witnesses';
import { DeployedWorld } from './world';

/** Cases of which nothing can be said here, by the reason. */
const LEFT_OUT: readonly (readonly [why: string, of: (one: Case) => boolean])[] = [
  ['modes other than "cors", of which the verifier says nothing', ({ mode }) => mode !== undefined],
  ['redirects to a path, which leave out the stage', ({ api }) => api === 'redirects'],
];

const leftOutOf = (one: Case): string | undefined => LEFT_OUT.find(([, of]) => of(one))?.[0];

/** No code of this package stands between the template and the page: API Gateway is an emulator's. */
describeWith('chromium', () => {
  const counts: Record<string, number> = {};
  const behaviours = new Counted('witnesses/chromium/agreement.test.ts');
  let world: DeployedWorld;

  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  beforeAll(async () => {
    world = await DeployedWorld.start();
  });

  afterAll(async () => {
    await world.close();
    const lines = Object.entries(counts).map(([what, many]) => `  ${many} ${what}`);
    console.log(['Chromium, on APIs that emulators of AWS deployed:', ...lines, `  ${behaviours}`].join('\n'));
  });

  const compared = CASES.filter((one) => leftOutOf(one) === undefined);

  test.each(compared.map((one, at) => [titleOf(one), one, String(at)] as const))('%s', async (_title, one, id) => {
    const { seen, told, answeredBy } = await world.call(one, id);
    const { verdict, reason, exposedHeaders } = told.verdict;
    if (verdict === 'UNDETERMINED') {
      count('left open by the verifier');
      return;
    }
    expect({ read: seen.read, because: seen.corsError }).toEqual({ read: verdict === 'ALLOWED', because: reason });
    const named = exposedHeaders.filter((name) => !isOfEveryAnswer(name));
    expect(seen.names.filter((name) => !isOfEveryAnswer(name))).toEqual(seen.read ? named : []);
    behaviours.add(...shownByVerdict(reason));
    count(
      seen.read
        ? `calls that the page could read, as told, answered by ${answeredBy}`
        : `calls that Chromium blocked, for the reason that was told, answered by ${answeredBy}`,
    );
  });

  test.skip.each(CASES.flatMap((one) => [leftOutOf(one)].flatMap((why) => (why ? [[why, titleOf(one)]] : []))))(
    '%s: %s',
    () => {},
  );

  test('compared what docs/fidelity.md says', () => {
    expect(behaviours.differences).toEqual([]);
  });

  test('most cases were compared, allowed ones and blocked ones', () => {
    const [read = 0, blocked = 0] = ['could read', 'blocked'].map((word) =>
      Object.entries(counts).reduce((sum, [what, many]) => sum + (what.includes(word) ? many : 0), 0),
    );
    expect(Math.min(read, blocked)).toBeGreaterThan(60);
    expect(read + blocked).toBeGreaterThan(CASES.length * 0.75);
  });
});
