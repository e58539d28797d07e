import type { CheckedRoute } from '../../verify/check/check';
import { worst } from '../../verify/check/check';
import type { Outcome } from '../../verify/check/simulation';
import { MARKS, type Standing } from '../paint';
import { escapeHtml, jsonForScript } from './escape-html';
import { PAGE_SCRIPT } from './page-script';
import { PAGE_STYLE } from './page-style';
import { outcomesOf, type Problems } from './problems';
import { counts, hazardsOf, routeHazards, type Survey, type SurveyedApi, tallyErrors, tallyRoutes } from './survey';

/**
 * What a cell opens into: its title; by answer the verdict, the number of the problem (0 where there is none) and the
 * part of the template that gives it; and what can go wrong although the browser allows it.
 */
interface CellData {
  readonly title: string;
  readonly answers: readonly (readonly [label: string, verdict: Standing, problem: number, where: string])[];
  readonly hazards: readonly string[];
}

/**
 * The matrix of routes and origins as one page that asks the network for nothing. Its policy lets only its own script
 * and style in, so that even a text that slipped through would not be run.
 */
export function htmlPage(survey: Survey, problems: Problems): string {
  const cells: CellData[] = [];
  const origins = [...new Set(survey.apis.flatMap(({ views }) => views.map(({ origin }) => origin)))];
  const bodies = survey.apis.map((api) => apiRows(api, problems, cells)).join('');
  const data = jsonForScript({ cells, problems: problems.all.map(({ places: _places, ...problem }) => problem) });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Which page can call which route</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Which page can call which route</h1>
<p class="sum">Routes: ${counts(tallyRoutes(survey))}. Errors of API Gateway: ${counts(tallyErrors(survey))}.</p>
<form role="search" aria-label="Filter">
<label>Text <input id="text" type="search" placeholder="path, method, API" autocomplete="off"></label>
<label>Verdict <select id="verdict"><option value="">all</option>${verdictOptions()}</select></label>
<label>Origin <select id="origin"><option value="">all</option>${origins
    .map((origin, column) => `<option value="${column}">${escapeHtml(origin)}</option>`)
    .join('')}</select></label>
<output id="shown" aria-live="polite"></output>
</form>
</header>
<noscript><p>The cells open by a script, which is a part of this page.</p></noscript>
<main>
<div class="matrix"><table>
<thead><tr><th scope="col">Route</th>${origins.map((origin) => `<th scope="col">${escapeHtml(origin)}</th>`).join('')}</tr></thead>
${bodies}</table>${linesOf('Hazard', hazardsOf(survey))}${linesOf('Not read', survey.unread)}</div>
<aside id="panel" tabindex="-1" aria-live="polite" hidden></aside>
</main>
<script type="application/json" id="data">${data}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function linesOf(what: string, lines: readonly string[]): string {
  return lines.map((line) => `<p>${what}: ${escapeHtml(line)}</p>`).join('');
}

function verdictOptions(): string {
  return Object.keys(MARKS)
    .map((verdict) => `<option>${verdict}</option>`)
    .join('');
}

function apiRows(api: SurveyedApi, problems: Problems, cells: CellData[]): string {
  const routes = api.views[0]?.routes ?? [];
  const rows = routes.map((route, row) => {
    const views = api.views.map(({ routes: own }) => own[row]);
    return rowOf(`${route.verb} ${route.path}`, api.name, views.map((own) => cellOf(own, problems, cells)).join(''));
  });
  const errors = api.views.map(({ origin, errors: own }) => {
    const answers = own.map((outcome) => answerData(outcome, problems));
    return cellHtml(worst(own), { title: `Errors of API Gateway from ${origin}`, answers, hazards: [] }, cells);
  });
  const hasErrors = api.views.some(({ errors: own }) => own.length > 0);
  const unseen = api.unseen.map((line) => `<br><small>${escapeHtml(line)}</small>`).join('');
  return `<tbody><tr class="api"><th scope="rowgroup" colspan="${api.views.length + 1}">${escapeHtml(api.name)} <small>${escapeHtml(
    `${api.logicalId} in ${api.stack}`,
  )}</small>${unseen}</th></tr>
${rows.join('')}${hasErrors ? rowOf('errors of API Gateway', api.name, errors.join('')) : ''}</tbody>
`;
}

function rowOf(name: string, api: string, cells: string): string {
  return `<tr class="route" data-text="${escapeHtml(`${name} ${api}`.toLowerCase())}"><th scope="row"><code>${escapeHtml(name)}</code></th>${cells}</tr>\n`;
}

function cellOf(route: CheckedRoute | undefined, problems: Problems, cells: CellData[]): string {
  if (route === undefined) {
    return '<td></td>';
  }
  const answers = outcomesOf(route).map((outcome) => answerData(outcome, problems));
  const title = `${route.verb} ${route.path} from ${route.origin}`;
  return cellHtml(route.standing, { title, answers, hazards: routeHazards(route) }, cells);
}

function cellHtml(standing: Standing, data: CellData, cells: CellData[]): string {
  const index = cells.push(data) - 1;
  const hazard = data.hazards.length > 0;
  const label = escapeHtml(`${standing}${hazard ? ', with a hazard' : ''}: ${data.title}`);
  return `<td data-verdict="${standing}"><button type="button" class="${standing}" data-cell="${index}" aria-label="${label}">${MARKS[standing]} <span>${standing.toLowerCase()}</span>${hazard ? ' \u26a0' : ''}</button></td>`;
}

function answerData(outcome: Outcome, problems: Problems): CellData['answers'][number] {
  const status = outcome.label === 'preflight' && outcome.status !== null ? ` ${outcome.status}` : '';
  const where = `${outcome.by.logicalId}, ${outcome.by.what}`;
  return [outcome.label + status, outcome.verdict.verdict, problems.numberOf(outcome) ?? 0, where];
}
