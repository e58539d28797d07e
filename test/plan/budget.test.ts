import { describeOverrun, describeUse, isCurable, isNear, type Use } from '../../src/plan/budget';

const use = (over: Partial<Use>): Use => ({
  what: 'resources of the stack Shop',
  limit: 500,
  isEnforced: true,
  total: 450,
  added: 150,
  addedAtLeast: 3,
  ...over,
});

describe('what is limited', () => {
  test.each([
    [399, false],
    [400, true],
    [501, true],
  ])('is told of at eighty percent and beyond: %i of 500, %s', (total, near) => {
    expect(isNear(use({ total }))).toBe(near);
  });

  test('is described with CORS, without, and with few OPTIONS methods', () => {
    expect(describeUse(use({}))).toBe(
      '450 of 500 resources of the stack Shop (300 without CORS, 303 with PreflightPlacement.GREEDY)',
    );
  });

  test('is described without a placement that would save nothing', () => {
    expect(describeUse(use({ added: 3 }))).toBe('450 of 500 resources of the stack Shop (447 without CORS)');
  });

  test.each<[string, Partial<Use>, boolean]>([
    ['below the limit', { total: 500 }, false],
    ['where few OPTIONS methods suffice', { total: 501 }, true],
    ['where they suffice to the last one', { total: 647 }, true],
    ['where they do not', { total: 648 }, false],
    ['where the synthesis does not fail', { total: 501, isEnforced: false }, false],
  ])('is an error that names the cure only where there is one: %s', (_, over, curable) => {
    expect(isCurable(use(over))).toBe(curable);
  });

  test('fails with what, why and the cure', () => {
    expect(describeOverrun(use({ total: 501 }))).toMatch(
      /^over-limit: 501 of 500 .*CloudFormation refuses .*Fix: placement: PreflightPlacement\.GREEDY$/,
    );
  });
});
