// Writes the parts of docs/troubleshooting.md that are made from the sources: what the console prints for each reason, how
// it comes about, what to do; and what to do about each warning. They stand between marks; the rest is written by hand.
//   node scripts/troubleshooting-page.js        (after the library was compiled)
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const TARGET = join(__dirname, '..', 'docs', 'troubleshooting.md');
const POLICY = 'has been blocked by CORS policy: ';

/** The page with its made parts made anew. */
function renderPage(page, sources) {
  const parts = {
    index: () => index(sources),
    preflights: () => sections(sources.preflights, sources),
    answers: () => sections(sources.answers, sources),
    requests: () => sections(sources.requests, sources),
    warnings: () => warnings(sources),
  };
  return Object.entries(parts).reduce((text, [name, render]) => replaced(text, name, render()), page);
}

function replaced(page, name, part) {
  const [begin, end] = [`<!-- ${name}: made by scripts/troubleshooting-page.js -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) {
    throw new Error(`${TARGET} has no part between "${begin}" and "${end}"`);
  }
  return `${page.slice(0, from + begin.length)}\n\n${part}\n\n${page.slice(to)}`;
}

/** By what a person sees and looks for: the end of the line that the console prints. */
function index({ reasons, preflights, answers, requests }) {
  const rows = Object.keys({ ...answers, ...preflights, ...requests }).flatMap((reason) =>
    reasonOf(reason, reasons).console.map((line) => [code(line.split(POLICY).at(-1)), link(reason)]),
  );
  return table(['the console says', 'reason'], rows);
}

function sections(causes, { reasons }) {
  return Object.entries(causes)
    .map(([name, ways]) => {
      const { meaning, console: lines } = reasonOf(name, reasons);
      const printed = lines.length === 0 ? [] : ['```text', ...lines, '```', ''];
      const rows = ways.map(({ how, fix, see }) => [
        text(how) + (see === undefined ? '' : ` ([source](${see}))`),
        text(fix),
      ]);
      return [`### ${name}`, '', ...printed, meaning, '', table(['how it comes about', 'what to do'], rows)].join('\n');
    })
    .join('\n\n');
}

function reasonOf(name, reasons) {
  return reasons.find(({ reason }) => reason === name);
}

function warnings({ notices, fixes }) {
  const told = 'return the headers that the warning names from the backend';
  return table(
    ['id', 'what to do'],
    Object.keys(notices).map((id) => [code(id), text(fixes[id] ?? told)]),
  );
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function link(reason) {
  return `[${reason}](#${reason.toLowerCase()})`;
}

/** A line of the console may have backquotes itself. */
function code(line) {
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function text(sentence) {
  return sentence.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;');
}

/** The sources that the page is made from, out of the compiled library or out of what else requires them. */
function sourcesFrom(load) {
  return {
    reasons: load('verify/browser/reasons').REASONS,
    preflights: load('verify/check/preflight-causes').PREFLIGHT_CAUSES,
    answers: load('verify/check/answer-causes').ANSWER_CAUSES,
    requests: load('verify/check/request-causes').REQUEST_CAUSES,
    notices: load('plan/notices').NOTICES,
    fixes: load('plan/notices').FIXES,
  };
}

module.exports = { renderPage, sourcesFrom, TARGET };

if (require.main === module) {
  const sources = sourcesFrom((path) => require(`../lib/${path}`));
  writeFileSync(TARGET, renderPage(readFileSync(TARGET, 'utf8'), sources));
}
