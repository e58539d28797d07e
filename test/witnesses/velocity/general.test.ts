import fc from 'fast-check';
import { Counted } from '../../fidelity/counted';
import { describeWith } from '../witnesses';
import { type TemplateRequest, VelocityEngine } from './engine';
import { anOddTemplate, aTemplate, SET_UP } from './grammar';
import { verified } from './verifier';

const REQUEST: TemplateRequest = {
  header: { Origin: 'https://a.example', Host: 'api.example', origin: 'lower' },
  querystring: { q: '1', Origin: 'query' },
  body: '{"b": 1}',
  missing: 'null',
};

/** The same templates in every run: what the parsers' last corners hold is for whoever sets another seed. */
const SEED = Number(process.env.WITNESS_SEED ?? 1);

/** How many templates a run asks for at once. */
const BATCH = 25;

describeWith('velocity', () => {
  let engine: VelocityEngine;
  const lines: string[] = [];
  const behaviours = new Counted('witnesses/velocity/general.test.ts');

  beforeAll(() => {
    engine = VelocityEngine.start();
  });

  afterAll(async () => {
    await engine.stop();
    console.log(lines.join('\n'));
  });

  /** Compares what the verifier does not leave open, and says how much that is of what the engine renders. */
  async function compare(name: string, templates: fc.Arbitrary<string>, runs: number): Promise<number> {
    const counts = { rendered: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(templates, { minLength: BATCH, maxLength: BATCH }), async (batch) => {
        const all = batch.map((template) => SET_UP + template);
        const outcomes = await Promise.all(all.map((template) => engine.render(template, REQUEST)));
        for (const [at, template] of all.entries()) {
          const outcome = outcomes[at];
          const told = verified(template, REQUEST);
          expect({ template, told }).toEqual({ template, told: 'open' in told ? told : outcome });
          counts.rendered += outcome !== undefined && 'text' in outcome ? 1 : 0;
          counts.same += 'open' in told ? 0 : 1;
          behaviours.add(...('open' in told ? [] : ['velocity']));
        }
      }),
      { numRuns: runs, seed: SEED },
    );
    const share = counts.same / counts.rendered;
    lines.push(
      `Velocity 1.7, ${name}: of ${counts.rendered} that it renders the verifier renders ${counts.same}, all alike`,
    );
    return share;
  }

  test('the verifier renders what anybody writes as Velocity 1.7 does, or leaves it open', async () => {
    expect(await compare('generated templates', aTemplate(), 200)).toBeGreaterThan(0.5);
  });

  test('it is not taken in by what may be an error', async () => {
    expect(await compare('templates with an oddity', anOddTemplate(), 200)).toBeGreaterThan(0.2);
  });

  test('compared what docs/fidelity.md says', () => {
    expect(behaviours.differences).toEqual([]);
  });
});
