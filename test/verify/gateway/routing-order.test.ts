import { answer } from '../../../src/verify/gateway/answer';
import { route } from '../../../src/verify/gateway/routing';
import { anApi, aRequest, aTemplate, type Methods, methodId, reasonOf, theRestApi } from './an-api';

const OPEN = {};

function routed(methods: Methods, line: string): string {
  const [verb = '', path = ''] = line.split(' ');
  const found = route(anApi(methods), verb, path);
  return found.kind === 'method' ? found.method.logicalId : found.kind === 'none' ? 'none' : found.reason;
}

describe('the most specific resource is taken, whichever stands first', () => {
  const gets = (paths: readonly string[]): Methods => Object.fromEntries(paths.map((path) => [path, { GET: OPEN }]));

  test.each<[string, readonly string[], string]>([
    ['GET /a/b', ['/a/{x}', '/a/b'], '/a/b'],
    ['GET /a/b', ['/{proxy+}', '/a/{x}', '/a/b'], '/a/b'],
    ['GET /a/b', ['/{proxy+}', '/a/{x}'], '/a/{x}'],
    ['GET /a/b/c', ['/a/{x+}', '/a/b/{y+}', '/a/b/c'], '/a/b/c'],
    ['GET /a/b/d', ['/a/{x+}', '/a/b/{y+}', '/a/b/c'], '/a/b/{y+}'],
    ['GET /a/d/c', ['/a/{x+}', '/a/b/{y+}', '/a/b/c'], '/a/{x+}'],
    ['GET /a/d', ['/a/{x}/c', '/a/{x}', '/a'], '/a/{x}'],
  ])('%s among %j', (line, paths, expected) => {
    expect(routed(gets(paths), line)).toBe(methodId('GET', expected));
    expect(routed(gets([...paths].reverse()), line)).toBe(methodId('GET', expected));
  });
});

describe('a variable', () => {
  test('does not match its own parent', () => {
    expect(routed({ '/pets/{id}': { GET: OPEN } }, 'GET /pets')).toBe('none');
    expect(routed({ '/pets/{id}': { GET: OPEN } }, 'GET /')).toBe('none');
  });

  test('matches what cannot be decoded', () => {
    expect(routed({ '/{id}': { GET: OPEN } }, 'GET /%zz')).toBe(methodId('GET', '/{id}'));
    expect(routed({ '/{id}/{x}': { GET: OPEN }, '/a': { GET: OPEN } }, 'GET /%zz/%61')).toBe(
      methodId('GET', '/{id}/{x}'),
    );
  });
});

describe('an encoded segment', () => {
  const siblings: Methods = { '/a/{x}': { GET: OPEN }, '/a/b': { GET: OPEN } };

  test('is left open that would be another resource decoded', () => {
    expect(routed(siblings, 'GET /a/%62')).toContain('percent-encoded');
    expect(routed(siblings, 'GET /%61/%62')).toContain('percent-encoded');
  });

  test('is routed where decoding it changes nothing', () => {
    expect(routed(siblings, 'GET /a/%63')).toBe(methodId('GET', '/a/{x}'));
    const three: Methods = { '/{proxy+}': { GET: OPEN }, '/a/{x}': { GET: OPEN }, '/a/{x}/c': { GET: OPEN } };
    expect(routed(three, 'GET /a/%62')).toBe(methodId('GET', '/a/{x}'));
  });
});

describe('a resource with a path that is not told', () => {
  const template = aTemplate({ '/x': { GET: OPEN }, '/a/{y}': { GET: OPEN }, '/a/b': { GET: OPEN, POST: OPEN } }) as {
    Resources: Record<string, { Properties?: object }>;
  };
  Object.assign(template.Resources.Resource1?.Properties ?? {}, { PathPart: { Ref: 'AWS::Region' } });
  const api = theRestApi(template);

  test.each(['GET /other', 'GET /a/c'])('may be the one of %s', (line) => {
    expect(reasonOf(answer(api, aRequest(line)))).toContain('AWS::Region');
  });

  test.each(['GET /a/b', 'POST /a/b'])('is not the one of %s, which all its segments name', (line) => {
    expect(answer(api, aRequest(line)).kind).toBe('answered');
  });

  test('is not the one of a verb that it does not have', () => {
    expect(answer(api, aRequest('POST /other'))).toMatchObject({ kind: 'answered', status: 403 });
  });
});

describe('a path is left open', () => {
  const all: Methods = { '/': { GET: OPEN }, '/{proxy+}': { ANY: OPEN } };

  test.each([
    ['without a slash in front', 'GET x', 'a path begins with a slash'],
    ['that is empty', 'GET ', 'a path begins with a slash'],
    ['that ends in a slash', 'GET /x/', 'trailing slash'],
    ['with a dot', 'GET /./x', 'segment'],
    ['with a dot at its end', 'GET /x/.', 'segment'],
    ['with two dots', 'GET /x/../y', 'segment'],
    ['with two dots at its end', 'GET /x/..', 'segment'],
    ['for a verb that no REST API has', 'TRACE /x', 'TRACE'],
  ])('%s', (_name, line, reason) => {
    expect(reasonOf(answer(anApi(all), aRequest(line)))).toContain(reason);
  });

  test.each(['/.x', '/x.', '/..x', '/x../y', '/...', '/...../y'])('but not for the dots of %s', (path) => {
    expect(answer(anApi(all), aRequest(`GET ${path}`)).kind).toBe('answered');
  });
});
