// How many preflights a million page views send, and what API Gateway charges for them. Browsers keep the answer to a
// preflight for each URL, not for each route, and no longer than their engine's cap.
const { preflightMaxAge } = require('../src/verify/browser/max-age');
const { generator } = require('./random');

/** What the result hangs on. Nobody's traffic is this; change it to yours. */
const INPUTS = {
  users: 4000,
  /** Visits of a user, spread over a day. */
  visits: 3,
  /** Page views of a visit, and the seconds between two of them, on average. */
  views: 8,
  secondsBetweenViews: 40,
  /** What a view calls: lists, whose URLs are the same on every page, and items, each with a URL of its own. */
  listCalls: 3,
  lists: 6,
  itemCalls: 2,
  items: 500,
  /** The part of all calls that writes, and so needs a preflight whatever its headers. */
  writes: 0.1,
  engines: { chromium: 0.75, webkit: 0.2, firefox: 0.05 },
  /** Dollars for a million requests to a REST API, of the first 333 million a month in us-east-1. */
  price: 3.5,
  priceSource:
    'https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html',
};

const DAY = 86_400;
const MAX_AGES = [undefined, 0, 600, 7200, 86_400];

/** One row for each max-age, where scripts set headers on reads (a token, a JSON type) and where they do not. */
function simulatePreflights(inputs = INPUTS) {
  const rows = ['preflighted', 'safelisted'].flatMap((reads) =>
    MAX_AGES.map((maxAge) => ({ reads, maxAge: maxAge ?? null, ...day(inputs, reads, maxAge) })),
  );
  return { inputs, rows };
}

function day(inputs, reads, maxAge) {
  const random = generator(1);
  const seconds = Object.fromEntries(Object.keys(inputs.engines).map((engine) => [engine, kept(maxAge, engine)]));
  const total = { views: 0, calls: 0, preflights: 0 };
  for (let user = 0; user < inputs.users; user += 1) {
    const cache = new Map();
    const lifetime = seconds[engineOf(inputs.engines, random())];
    for (const call of callsOf(inputs, random, total)) {
      const isWrite = random() < inputs.writes;
      total.calls += 1;
      if (reads === 'safelisted' && !isWrite) {
        continue;
      }
      // The method and the headers are a part of what is kept, so a write to a URL that was read asks again.
      const key = `${isWrite ? 'write' : 'read'} ${call.url}`;
      if (!((cache.get(key) ?? Number.NEGATIVE_INFINITY) > call.at)) {
        total.preflights += 1;
        cache.set(key, call.at + lifetime);
      }
    }
  }
  const perMillionViews = Math.round((total.preflights / total.views) * 1_000_000);
  return {
    perMillionViews,
    ofAllRequests: Number((total.preflights / (total.preflights + total.calls)).toFixed(3)),
    dollars: Number(((perMillionViews / 1_000_000) * inputs.price).toFixed(2)),
  };
}

/** The calls of one user in a day, one after the other. */
function* callsOf(inputs, random, total) {
  const visits = Array.from({ length: inputs.visits }, () => random() * DAY).sort((one, other) => one - other);
  for (const start of visits) {
    for (let at = start, more = true; more; at += exponential(random, inputs.secondsBetweenViews)) {
      total.views += 1;
      for (let call = 0; call < inputs.listCalls; call += 1) {
        yield { at, url: `/list/${Math.floor(random() * inputs.lists)}` };
      }
      for (let call = 0; call < inputs.itemCalls; call += 1) {
        yield { at, url: `/item/${Math.floor(random() * inputs.items)}` };
      }
      more = random() > 1 / inputs.views;
    }
  }
}

/** The seconds for which an engine keeps the answer, by the verifier's own table. */
function kept(maxAge, engine) {
  return preflightMaxAge(maxAge === undefined ? [] : [['Access-Control-Max-Age', String(maxAge)]], engine);
}

function engineOf(shares, at) {
  let sum = 0;
  return Object.keys(shares).find((engine) => {
    sum += shares[engine];
    return at < sum;
  });
}

function exponential(random, mean) {
  return -Math.log(1 - random()) * mean;
}

module.exports = { INPUTS, simulatePreflights };
