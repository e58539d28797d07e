import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRules, TARGET } from '../../scripts/rules-page';
import { NOTICES } from '../../src/plan/notices';
import { parsePolicy } from '../../src/policy/policy';
import { describeErrors } from '../../src/policy/problem';
import { RULES } from '../../src/policy/rules';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('docs/rules.md', () => {
  test('has every id with its reason (after a change: npx projen compile && node scripts/rules-page.js)', () => {
    expect(readFileSync(TARGET, 'utf8')).toBe(renderRules(RULES, NOTICES));
  });
});

describe('the README', () => {
  test('starts with an example of twelve lines at the most', () => {
    const [, example] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(12);
    expect(readme.indexOf('```ts')).toBeLessThan(600);
  });

  test('shows the error that such a policy really gets', () => {
    const allowOrigins = ['https://app.example.com', 'https://app.example.com/shop'];
    const parsed = parsePolicy({ allowOrigins, allowMethods: ['GET', 'patch'], allowHeaders: [] });
    expect(readme).toContain(`\`\`\`\n${describeErrors('Shop/Cors', 'errors' in parsed ? parsed.errors : [])}\n\`\`\``);
  });

  test('names the two commands before any other', () => {
    const commands = [...readme.matchAll(/^\$ (npm [a-z]+(?: [a-z:]+)?)/gm)].map(([, command]) => command.trim());
    expect(commands.slice(0, 2)).toEqual(['npm cit', 'npm run demo']);
  });

  test('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      expect(() => readFileSync(join(root, link))).not.toThrow();
    }
  });
});
