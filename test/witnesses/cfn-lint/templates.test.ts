import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { OrdersStack } from '../../../examples/orders/orders-stack';
import { appOf, type SynthesisedTemplate, templatesOf } from '../apps/assemblies';
import { KINDS } from '../apps/kinds';
import { describeWith, homeOf } from '../witnesses';

interface Finding {
  readonly Filename: string;
  readonly Level: 'Error' | 'Warning' | 'Informational';
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** What cfn-lint finds, by the names of the templates. */
function lint(templates: readonly SynthesisedTemplate[]): ReadonlyMap<string, readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  try {
    const files = templates.map(({ name, json }) => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify(json));
      return file;
    });
    const findings: readonly Finding[] = JSON.parse(output(['--format', 'json', '--template', ...files]));
    return new Map(
      templates.map(({ name }, at) => [name, findings.filter(({ Filename }) => Filename === files[at])] as const),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Its exit code is not 0 where it found something, which its output says. */
function output(options: readonly string[]): string {
  try {
    return execFileSync(join(homeOf('cfn-lint'), 'bin', 'cfn-lint'), options, {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    if (!stdout) {
      throw new Error(`cfn-lint could not run: ${stderr}`);
    }
    return stdout;
  }
}

/** The same finding in two templates; only the ids of deployments have a digest that differs. */
function keyOf({ Rule, Location }: Finding): string {
  const [section, element] = Location.Path ?? [];
  return [Rule.Id, section, String(element).replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}$/, '$1')].join(' ');
}

const told = ({ Level, Rule, Location, Message }: Finding): string =>
  `${Level} ${Rule.Id} ${Location.Path?.join('/')}: ${Message}`;

describeWith('cfn-lint', () => {
  const named = (name: string, templates: readonly SynthesisedTemplate[]): readonly SynthesisedTemplate[] =>
    templates.map((template, at) => ({ ...template, name: `${name}-${at}.json` }));
  const kinds = Object.entries(KINDS).map(([name, kind], at) => ({
    name,
    plain: named(`plain-${at}`, templatesOf(appOf(kind, false))),
    withCors: named(`cors-${at}`, templatesOf(appOf(kind, true))),
  }));
  const example = new App();
  new OrdersStack(example, 'Orders');
  const orders = named('orders', templatesOf(example));
  const broken: SynthesisedTemplate = {
    name: 'broken.json',
    nestedIn: undefined,
    json: { Resources: { Api: { Type: 'AWS::ApiGateway::GatewayResponse', Properties: { Headers: 'x' } } } },
  };
  let found: ReadonlyMap<string, readonly Finding[]>;

  beforeAll(() => {
    found = lint([...kinds.flatMap(({ plain, withCors }) => [...plain, ...withCors]), ...orders, broken]);
  });

  afterAll(() => {
    console.log(`cfn-lint: ${found.size - 1} templates without an error, and without a warning that is ours`);
  });

  const findingsOf = (templates: readonly SynthesisedTemplate[]): readonly Finding[] =>
    templates.flatMap(({ name }) => found.get(name) ?? []);

  test.each(kinds)('finds no error, and no warning that is not there without the construct: $name', (kind) => {
    const before = new Set(findingsOf(kind.plain).map(keyOf));
    const ours = findingsOf(kind.withCors).filter(
      (finding) => finding.Level === 'Error' || !before.has(keyOf(finding)),
    );
    expect(ours.map(told)).toEqual([]);
  });

  test('finds no error in the example, nor a warning about anything of API Gateway', () => {
    const elements = new Map(orders.flatMap(({ json }) => Object.entries(json.Resources)));
    const ours = findingsOf(orders).filter(({ Level, Location }) => {
      const type = elements.get(String(Location.Path?.[1]))?.Type ?? 'AWS::ApiGateway';
      return Level === 'Error' || type.startsWith('AWS::ApiGateway');
    });
    expect(ours.map(told)).toEqual([]);
  });

  test('finds the errors of a template that has some', () => {
    expect(findingsOf([broken]).filter(({ Level }) => Level === 'Error').length).toBeGreaterThan(1);
  });
});
