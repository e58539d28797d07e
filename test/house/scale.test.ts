import { readFileSync } from 'node:fs';
import { FILES, renderPage, renderPlot } from '../../scripts/scale-page';

const [json, page, plot] = [FILES.json, FILES.page, FILES.plot].map((file) => readFileSync(file, 'utf8'));

describe('docs/scale.md', () => {
  test('has the figures of docs/scale.json (after a change: node scripts/scale-page.js)', () => {
    expect(page).toBe(renderPage(page, JSON.parse(json)));
    expect(page.match(/<!-- \w+: by scripts/g)).toHaveLength(4);
  });

  test('shows the plot of docs/scale.json', () => {
    expect(page).toContain('](scale.svg)');
    expect(plot).toBe(renderPlot(JSON.parse(json)));
  });
});
