import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { renderRules, TARGET } from '../../scripts/rules-page';
import { CorsAssertions } from '../../src';
import { DOCUMENT_RULES } from '../../src/openapi/problems';
import { NOTICES } from '../../src/plan/notices';
import { parsePolicy } from '../../src/policy/policy';
import { describeErrors } from '../../src/policy/problem';
import { RULES } from '../../src/policy/rules';
import { APP, anApi, aStack, cors, mock, OTHER, responses } from '../support/apis';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('docs/rules.md', () => {
  test('has every id with its reason (after a change: npx projen compile && node scripts/rules-page.js)', () => {
    expect(readFileSync(TARGET, 'utf8')).toBe(renderRules(RULES, NOTICES, DOCUMENT_RULES));
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

  test('shows the failure that such an assertion really gives', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addResource('orders').addResource('{id}').addMethod('PUT', mock(), responses('200'));
    cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
    const page = CorsAssertions.fromTemplate(Template.fromStack(stack)).from('https://evil.example');
    const shown = /```\n(https:\/\/evil\.example [\s\S]*?)\n```/.exec(readme)?.[1] ?? 'no failure is shown';
    expect(() =>
      page.canCall('PUT', '/orders/{id}', { headers: { 'content-type': 'application/json' }, credentials: true }),
    ).toThrow(shown);
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
