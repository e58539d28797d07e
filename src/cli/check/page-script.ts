/**
 * What the page does: filter, and open a cell. Every text goes in by textContent, so that none is ever read as HTML.
 * Escape closes the panel and goes back to its cell; the arrow keys go from cell to cell.
 */
export const PAGE_SCRIPT = `
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const problems = new Map(data.problems.map((problem) => [problem.number, problem]));
  const marks = { ALLOWED: '\\u2713', BLOCKED: '\\u2717', UNDETERMINED: '?' };
  const panel = document.getElementById('panel');
  const rows = [...document.querySelectorAll('tr.route')];
  const controls = ['text', 'verdict', 'origin'].map((id) => document.getElementById(id));
  let opened = null;

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const facts = (problem, places) => {
    const list = make('dl');
    const add = (name, text) => list.append(make('dt', name), make('dd', text));
    for (const name of ['seen', 'wanted', 'fix', 'step']) {
      if (problem[name] !== null) add(name, problem[name]);
      else if (name === 'seen' && problem.wanted !== null) add(name, 'nothing');
    }
    for (const note of problem.notes) add('note', note);
    for (const place of places) add('where', place);
    return list;
  };

  const close = () => {
    panel.hidden = true;
    if (opened) { opened.setAttribute('aria-pressed', 'false'); opened.focus(); }
    opened = null;
  };

  const open = (button) => {
    if (opened) opened.setAttribute('aria-pressed', 'false');
    opened = button;
    button.setAttribute('aria-pressed', 'true');
    const cell = data.cells[Number(button.dataset.cell)];
    const shut = make('button', 'Close', 'close');
    shut.type = 'button';
    shut.addEventListener('click', close);
    const answers = make('ul');
    const numbers = new Map();
    for (const [label, verdict, number, where] of cell.answers) {
      answers.append(make('li', marks[verdict] + ' ' + label + (number ? ' [' + number + ']' : ''), verdict));
      if (number) numbers.set(number, (numbers.get(number) || new Set()).add(where));
    }
    panel.replaceChildren(shut, make('h2', cell.title), answers);
    for (const hazard of cell.hazards) panel.append(make('p', '\\u26a0 hazard: ' + hazard));
    for (const [number, places] of numbers) {
      const problem = problems.get(number);
      panel.append(make('h3', '[' + number + '] ' + (problem.reason || problem.verdict), problem.verdict));
      panel.append(make('p', problem.meaning), facts(problem, places));
    }
    if (numbers.size === 0) panel.append(make('p', 'A browser lets the script read each of these answers.'));
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  const filter = () => {
    const [text, verdict, origin] = controls.map((control) => control.value.trim());
    let count = 0;
    for (const cell of document.querySelectorAll('thead th')) {
      cell.hidden = origin !== '' && cell.cellIndex > 0 && cell.cellIndex !== Number(origin) + 1;
    }
    for (const row of rows) {
      const cells = [...row.cells].slice(1);
      let fits = false;
      cells.forEach((cell, column) => {
        cell.hidden = origin !== '' && column !== Number(origin);
        fits = fits || (!cell.hidden && (verdict === '' || cell.dataset.verdict === verdict));
      });
      row.hidden = !(fits && row.dataset.text.includes(text.toLowerCase()));
      count += row.hidden ? 0 : 1;
    }
    for (const api of document.querySelectorAll('tr.api')) {
      api.hidden = api.parentElement.querySelector('tr.route') !== null && !api.parentElement.querySelector('tr.route:not([hidden])');
    }
    document.getElementById('shown').textContent = count + ' of ' + rows.length + ' rows';
  };

  const move = (button, down, right) => {
    const visible = rows.filter((row) => !row.hidden);
    const row = visible[visible.indexOf(button.closest('tr')) + down];
    const column = button.closest('td').cellIndex + right;
    const next = row && row.cells[column] && !row.cells[column].hidden && row.cells[column].querySelector('button');
    if (next) next.focus();
  };

  const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
    const button = event.target.closest && event.target.closest('button[data-cell]');
    if (button && moves[event.key]) { event.preventDefault(); move(button, ...moves[event.key]); }
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-cell]');
    if (button) { if (button === opened) close(); else open(button); }
  });
  document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  for (const control of controls) control.addEventListener('input', filter);
  filter();
})();
`;
