import fc from 'fast-check';
import type { CorsPolicy } from '../../../src/policy/policy';
import { completeResponse, type IntegrationResponse } from '../../../src/render/completed-responses';
import { mockPreflight } from '../../../src/render/mock-preflight';
import { actualAnswer, preflightAnswer, uncomparedAnswer } from '../../../src/response/answers';
import { Counted } from '../../fidelity/counted';
import { ALLOWED, BYPASSES } from '../../support/bypasses';
import { type Caller, callerFrom, listing, originHeaders, policyAndCallers } from '../../support/callers';
import { describeWith } from '../witnesses';
import { VelocityEngine } from './engine';
import { verified } from './verifier';

/** Templates of users, with beginnings that could run together with what is put in front of them. */
const THEIRS = [
  '',
  'plain',
  '\n leading line break',
  '  \t\n#set($x = 1)$x',
  'se',
  '{"a": "$input.body"}',
  '.member and more',
  '[0]',
  '(x)',
  '}{',
  '!quiet',
  '## a comment\nand a line',
  '#* a block *#text',
  '#if(true)yes#else no#end',
  '#foreach($x in [1..3])$x,#end',
  '#set($context.responseOverride.header.X-Theirs = "1")theirs',
  '$input.params("Origin") or $input.params().header.get("Host")',
];

interface Emitted {
  readonly template: string;
  /** What it has to print, for a body. */
  readonly text: (body: string) => string;
}

/** A caller with the template that is rendered for it and what has to come out. */
interface Question extends Emitted {
  readonly caller: Caller;
  readonly overrides: Readonly<Record<string, string>>;
}

/** Every template that an API with this policy can hold: of its preflight, and of responses without one of their own. */
function emitted(policy: CorsPolicy): readonly Emitted[] {
  const preflight = mockPreflight(preflightAnswer(policy, ['GET']), 204).integration.requestTemplates;
  const answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
  const bare: IntegrationResponse = { statusCode: '200' };
  const templateOf = (mock: boolean): string | undefined =>
    Object.values(completeResponse(bare, answers, { mock, binary: false }).response.responseTemplates ?? {}).map(
      String,
    )[0];
  return [
    { template: preflight['application/json'], text: () => '{"statusCode":204}' },
    ...[true, false].flatMap((mock) => {
      const template = templateOf(mock);
      return template === undefined ? [] : [{ template, text: (body: string) => (mock ? '' : body) }];
    }),
  ];
}

/** A template of a user's with what is put in front of it. */
function completed(policy: CorsPolicy, theirs: string): string {
  const answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
  const own = { statusCode: '200', responseTemplates: { 'application/json': theirs } };
  const { response } = completeResponse(own, answers, { mock: false, binary: false });
  return String(response.responseTemplates?.['application/json']);
}

function questionsOf(policy: CorsPolicy, caller: Caller): readonly Question[] {
  const compared = actualAnswer(policy).allowOrigin.kind === 'listed';
  const overrides = compared ? originHeaders(policy, caller.origin) : {};
  return emitted(policy).map((one) => ({ ...one, caller, overrides }));
}

describeWith('velocity', () => {
  let engine: VelocityEngine;
  const behaviours = new Counted('witnesses/velocity/emitted.test.ts');
  let cases = 0;

  beforeAll(() => {
    engine = VelocityEngine.start();
  });

  afterAll(async () => {
    await engine.stop();
    console.log(
      `Velocity 1.7: ${cases} renderings of emitted templates, each the same in the verifier and by the policy`,
    );
  });

  /** Asks all three, with either reading of a header that is not there. */
  async function settle(questions: readonly Question[], body: string): Promise<void> {
    const asked = questions.flatMap((one) => (['null', 'empty'] as const).map((missing) => ({ ...one, missing })));
    const outcomes = await Promise.all(
      asked.map(({ template, caller, missing }) => engine.render(template, { ...caller, missing, body })),
    );
    for (const [at, { template, caller, missing, overrides, text }] of asked.entries()) {
      const wanted = { text: text(body), status: '', overrides };
      const outcome = outcomes[at];
      expect({ template, caller, missing, outcome }).toEqual({ template, caller, missing, outcome: wanted });
      expect(verified(template, { ...caller, missing, body })).toEqual(wanted);
      cases += 1;
      behaviours.add('emitted-template');
    }
  }

  test('renders every emitted template as the policy says, over generated policies and callers', async () => {
    await fc.assert(
      fc.asyncProperty(policyAndCallers, fc.string(), ({ policy, callers }, body) =>
        settle(
          callers.flatMap((caller) => questionsOf(policy, caller)),
          body,
        ),
      ),
      { numRuns: 380 },
    );
    expect(cases).toBeGreaterThanOrEqual(20_000);
  });

  test.each(Object.keys({ ...BYPASSES, ...ALLOWED }))(
    'lets the callers of %s through that are its own, and no other',
    async (listed) => {
      const policy = listing([listed, 'https://elsewhere.example'], true);
      const questions = [...(BYPASSES[listed] ?? []), ...(ALLOWED[listed] ?? [])].flatMap((origin) =>
        questionsOf(policy, callerFrom(origin, ALLOWED[listed]?.[0] ?? 'https://elsewhere.example')),
      );
      await settle(questions, '{}');
      const allowed = questions.filter(({ overrides }) => Object.keys(overrides).length > 0);
      expect(new Set(allowed.map(({ caller }) => caller.origin))).toEqual(new Set(ALLOWED[listed] ?? []));
    },
  );

  test.each(THEIRS)('leaves the template %j of a user as it was', async (theirs) => {
    await fc.assert(
      fc.asyncProperty(policyAndCallers, fc.string(), async ({ policy, callers }, body) => {
        fc.pre(actualAnswer(policy).allowOrigin.kind === 'listed');
        const template = completed(policy, theirs);
        for (const caller of callers.slice(0, 3)) {
          const request = { ...caller, missing: 'null', body } as const;
          const [alone, both] = await Promise.all([engine.render(theirs, request), engine.render(template, request)]);
          const own = 'overrides' in alone ? alone.overrides : {};
          expect(both).toEqual({ ...alone, overrides: { ...originHeaders(policy, caller.origin), ...own } });
          const told = verified(template, request);
          expect(told).toEqual('open' in told ? told : both);
          cases += 1;
          behaviours.add('emitted-template');
        }
      }),
      { numRuns: 20 },
    );
  });

  test('compared what docs/fidelity.md says', () => {
    expect(behaviours.differences).toEqual([]);
  });
});
