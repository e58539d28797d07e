// Writes the figures of docs/scale.md and the plot beside it from docs/scale.json, which is what `npm run bench -- --json`
// printed: node scripts/scale-page.js
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const DOCS = join(__dirname, '..', 'docs');
const FILES = { json: join(DOCS, 'scale.json'), page: join(DOCS, 'scale.md'), plot: join(DOCS, 'scale.svg') };

const KINDS = { native: 'native CORS', everyResource: 'EVERY_RESOURCE', greedy: 'GREEDY' };
const COLOURS = { native: '#8a8a8a', everyResource: '#1f6feb', greedy: '#1a7f37' };
const POLICIES = {
  oneOrigin: 'one origin',
  anyOrigin: '`*`',
  threeOriginsWithCredentials: 'three origins, credentials',
};

/** The page with its figures replaced; what stands between them is written by hand. */
function renderPage(page, result) {
  const tables = {
    synth: synth(result),
    template: template(result),
    preflights: preflights(result),
    rest: rest(result),
  };
  return page.replace(
    /(<!-- (\w+): by scripts\/scale-page\.js -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, begin, name, end) => `${begin}\n${tables[name].join('\n')}\n\n${end}`,
  );
}

function synth({ synth: sizes }) {
  return table(
    ['resources', 'no CORS', 'native', 'EVERY_RESOURCE', 'GREEDY', 'EVERY_RESOURCE adds', 'GREEDY adds'],
    Object.entries(sizes).map(([size, { none, native, everyResource, greedy, addedRatio, addedRatioRange }]) => [
      size,
      ...[none, native, everyResource, greedy].map((ms) => `${ms} ms`),
      ...['everyResource', 'greedy'].map((kind) => {
        const [low, high] = addedRatioRange[kind].map((one) => one.toFixed(2));
        return `${addedRatio[kind].toFixed(2)} of native (${low} to ${high})`;
      }),
    ]),
  );
}

function template({ template: sizes, cfnResources }) {
  return table(
    [
      'resources',
      'policy',
      'native',
      'EVERY_RESOURCE',
      'GREEDY',
      'elements of the stack: none, native, EVERY_RESOURCE, GREEDY',
    ],
    Object.entries(sizes).flatMap(([size, policies]) =>
      Object.entries(policies).map(([policy, { native, everyResource, greedy }]) => [
        size,
        POLICIES[policy],
        kilobytes(native),
        `${kilobytes(everyResource)} (${(everyResource / native).toFixed(2)})`,
        kilobytes(greedy),
        ['none', ...Object.keys(KINDS)].map((kind) => cfnResources[size][kind]).join(', '),
      ]),
    ),
  );
}

function preflights({ preflights: { rows } }) {
  const of = (reads, maxAge) => rows.find((row) => row.reads === reads && row.maxAge === maxAge);
  const cell = ({ perMillionViews, dollars }) =>
    `${(perMillionViews / 1e6).toFixed(2)} million, $${dollars.toFixed(2)}`;
  const ages = [...new Set(rows.map(({ maxAge }) => maxAge))];
  return table(
    ['`maxAge`', 'reads with a header that is not safelisted', 'safelisted reads'],
    ages.map((age) => [
      age === null ? 'no header' : `${age} s`,
      ...['preflighted', 'safelisted'].map((reads) => cell(of(reads, age))),
    ]),
  );
}

function rest({ import: imported, verify }) {
  return table(
    ['', 'measured'],
    [
      ['loading the package after `aws-cdk-lib/aws-apigateway`', `${imported.constructsMs} ms`],
      ['verdicts a second', String(verify.verdictsPerSecond)],
      ['`check`, 1,000 methods for 10 origins, as a process', `${verify.check1000x10Ms} ms`],
    ],
  );
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Added bytes of the template by the number of resources, for three origins with credentials. */
function renderPlot({ template: sizes }) {
  const [width, height, left, bottom] = [640, 360, 60, 40];
  const points = Object.entries(sizes).map(([size, policies]) => [Number(size), policies.threeOriginsWithCredentials]);
  const [mostResources, mostBytes] = [
    Math.max(...points.map(([size]) => size)),
    Math.max(...points.map(([, one]) => one.native)),
  ];
  const x = (size) => left + (size / mostResources) * (width - left - 150);
  const y = (bytes) => height - bottom - (bytes / mostBytes) * (height - bottom - 30);
  const text = (at, up, words, more = '') => `<text x="${at.toFixed(1)}" y="${up.toFixed(1)}"${more}>${words}</text>`;
  const lines = Object.entries(KINDS).flatMap(([kind, name]) => {
    const path = points.map(([size, bytes]) => `${x(size).toFixed(1)},${y(bytes[kind]).toFixed(1)}`).join(' ');
    const last = points[points.length - 1];
    return [
      `<polyline points="${path}" fill="none" stroke="${COLOURS[kind]}" stroke-width="2"/>`,
      ...points.map(
        ([size, bytes]) =>
          `<circle cx="${x(size).toFixed(1)}" cy="${y(bytes[kind]).toFixed(1)}" r="3" fill="${COLOURS[kind]}"/>`,
      ),
      text(x(last[0]) + 10, y(last[1][kind]) + 4, name, ` fill="${COLOURS[kind]}"`),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Bytes that CORS adds to a template, three origins with credentials</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(left, 18, 'kB added to the template, three origins with credentials', ' fill="#24292f"'),
    `<path d="M${left},30 V${height - bottom} H${width - 150}" fill="none" stroke="#24292f"/>`,
    ...points.map(([size]) =>
      text(x(size), height - bottom + 16, String(size), ' text-anchor="middle" fill="#24292f"'),
    ),
    text((left + width - 150) / 2, height - 6, 'resources of the API', ' text-anchor="middle" fill="#24292f"'),
    ...[0, 0.5, 1].map((part) =>
      text(
        left - 6,
        y(part * mostBytes) + 4,
        String(Math.round((part * mostBytes) / 1000)),
        ' text-anchor="end" fill="#24292f"',
      ),
    ),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

module.exports = { FILES, renderPage, renderPlot };

if (require.main === module) {
  const result = JSON.parse(readFileSync(FILES.json, 'utf8'));
  writeFileSync(FILES.page, renderPage(readFileSync(FILES.page, 'utf8'), result));
  writeFileSync(FILES.plot, renderPlot(result));
}
