import { INPUTS, type Row, simulatePreflights } from '../../bench/preflights';

const small = { ...INPUTS, users: 200 };
const { rows } = simulatePreflights(small);
const row = (reads: Row['reads'], maxAge: Row['maxAge'], among = rows) =>
  among.find((one) => one.reads === reads && one.maxAge === maxAge) as Row;

describe('the simulation of preflights', () => {
  test('says the same whenever it is asked', () => {
    expect(simulatePreflights(small).rows).toEqual(rows);
  });

  test('sends a preflight before every call where the browser keeps none', () => {
    expect(row('preflighted', 0).ofAllRequests).toBeCloseTo(0.5, 2);
  });

  test('sends fewer the longer browsers keep the answer, up to what their engines allow', () => {
    const sent = [0, null, 600, 7200, 86_400].map((maxAge) => row('preflighted', maxAge).perMillionViews);
    expect(sent).toEqual([...sent].sort((one, other) => other - one));
    const oneEngine = { ...small, engines: { webkit: 1 } };
    const [atCap, beyond] = [600, 86_400].map((maxAge) =>
      row('preflighted', maxAge, simulatePreflights(oneEngine).rows),
    );
    expect(beyond.perMillionViews).toBe(atCap.perMillionViews);
  });

  test('sends none for reads that are safelisted', () => {
    const reading = simulatePreflights({ ...small, writes: 0 }).rows;
    expect(row('safelisted', 600, reading).perMillionViews).toBe(0);
    expect(row('preflighted', 600, reading).perMillionViews).toBeGreaterThan(1_000_000);
  });

  test('charges what API Gateway does for a request', () => {
    for (const { perMillionViews, dollars } of rows) {
      expect(dollars).toBeCloseTo((perMillionViews / 1_000_000) * 3.5, 1);
    }
  });
});
