import { NO_OVERRIDES, type Overrides } from '../../../../src/verify/gateway/velocity/lent-objects';
import { doubt, type Given, headers, reason, render, text } from './rendering';

describe('$context, $util and $stageVariables', () => {
  test.each([
    ["#set($context.responseOverride.header.X-A = 'v')"],
    ["#set($context.responseOverride.header['X-A'] = 'v')"],
    ["#set($none = $context.responseOverride.header.put('X-A', 'v'))"],
    ["#set($h = $context.responseOverride.header)#set($h.X-A = 'v')"],
  ])('%s overrides a header', (template) => {
    expect(headers(template)).toEqual({ 'X-A': 'v' });
  });

  test('what is set twice is reported', () => {
    const result = render(
      "#set($context.responseOverride.header.X-A = 'v')#set($context.responseOverride.header.x-a = 'w')",
    );
    expect(result.kind === 'rendered' && result.overrides.repeated).toEqual(['header.x-a']);
  });

  test('what the caller knows of the request is told, the rest is unknown', () => {
    expect(text('$context.stage $stageVariables.color')).toBe('prod red');
    expect(render('$context.requestId')).toMatchObject({
      kind: 'rendered',
      text: { reason: expect.stringContaining('requestId') },
    });
    for (const [unknown, named] of [
      ['$context.identity.sourceIp', '$context.identity'],
      ['$stageVariables.other', 'other'],
    ] as const) {
      const result = render(`#if(${unknown} == "1")x#end`);
      expect(result).toMatchObject({ kind: 'rendered', text: { reason: expect.stringContaining(named) } });
    }
  });
});

function overrides(template: string, given?: Given): Overrides {
  const result = render(template, given);
  if (result.kind === 'undetermined') {
    throw new Error(result.reason);
  }
  return result.overrides;
}

describe('an override of the answer', () => {
  const STATUS = '$context.responseOverride.status';
  const HEADER = '$context.responseOverride.header';

  test.each([
    `#set(${STATUS} = 403)`,
    `#set($context.responseOverride['status'] = 403)`,
    `#set($o = $context.responseOverride)#set($o.status = 403)`,
    `#set($context['responseOverride'].status = 403)`,
  ])('gives the status: %s', (template) => {
    expect(overrides(template)).toEqual({ headers: new Map(), status: 403, repeated: [] });
  });

  test('is read where it was set', () => {
    expect(text(`#set(${HEADER}.X = 'v')#set(${STATUS} = 403)${HEADER}.X ${HEADER}.get('X') ${STATUS}`)).toBe(
      'v v 403',
    );
    expect(text(`#if(${HEADER}.X)yes#{else}no#end #if(${STATUS})yes#{else}no#end`)).toBe('no no');
    expect(text(`#set(${HEADER}.X = 'v')${HEADER}.size()#foreach($n in ${HEADER}.keySet())$n#end`)).toBe('1X');
  });

  test('that an earlier template made is there, and may not be made again', () => {
    const before = { headers: new Map([['X', 'v']]), status: 403, repeated: ['header.y'] };
    const given = { overrides: before };
    expect(overrides('', given)).toEqual(before);
    expect(text(`${HEADER}.X ${STATUS}`, given)).toBe('v 403');
    expect(overrides(`#set(${HEADER}.x = 'w')`, given).repeated).toEqual(['header.y', 'header.x']);
    expect(overrides(`#set(${STATUS} = 404)`, given)).toMatchObject({ status: 404, repeated: ['header.y', 'status'] });
  });

  test.each([
    [`#set(${HEADER}.X = 'v')#set(${HEADER}.Y = 'v')`, []],
    [`#set(${HEADER}.X = 'v')#set(${HEADER}.x = 'w')`, ['header.x']],
    [`#set(${STATUS} = 403)#set(${HEADER}.status = 403)`, []],
    [`#set(${STATUS} = 403)#set(${STATUS} = 403)`, ['status']],
    [`#set($context.requestOverride.header.X = 'v')#set(${HEADER}.X = 'v')`, []],
    [`#set($context.requestOverride.header.X = 'v')#set($context.requestOverride.path.X = 'v')`, []],
    [
      `#set($context.requestOverride.path.X = 'v')#set($context.requestOverride.path.X = 'w')`,
      ['requestOverride.path.X'],
    ],
  ])('that is made twice is told: %s', (template, repeated) => {
    expect(overrides(template).repeated).toEqual(repeated);
  });

  test.each([
    ["#set($context.responseOverride.header = {'X': 'v'})", 'responseOverride.header is set as a whole'],
    ["#set($context.responseOverride.other = 'x')", 'responseOverride.other is set as a whole'],
    ["#set($context.responseOverride = 'x')", '$context.responseOverride is set'],
    ["#set($context.stage = 'x')", '$context.stage is set'],
    ["#set($context = 'x')", '$context is set'],
    ['$context.responseOverride.other', 'responseOverride.other'],
    ['$context.responseOverride.body.x', 'responseOverride.body'],
    ["$context.responseOverride.put('status', 403)", 'responseOverride.put()'],
    ["$context.get('stage')", '$context.get()'],
    ["$stageVariables.put('a', 'b')", '$stageVariables.put()'],
    ['$stageVariables.get(1)', '$stageVariables.get()'],
    ["$stageVariables.get('a', 'b')", '$stageVariables.get()'],
    ['$stageVariables.get()', '$stageVariables.get()'],
    ["$stageVariables.other('color')", '$stageVariables.other()'],
    ["#set($stageVariables.a = 'b')", '$stageVariables.a is set'],
    ["#set($stageVariables = 'b')", '$stageVariables is set'],
    ['$context[1]', 'neither a list nor a map'],
    ['$stageVariables[$nothing]', 'neither a list nor a map'],
  ])('is not guessed in %s', (template, why) => {
    expect(reason(template)).toContain(why);
  });
});

describe('an override of the request', () => {
  const X = '$context.requestOverride.header.X';

  test.each(['header', 'path', 'querystring'])('changes no answer: %s', (part) => {
    expect(overrides(`#set($context.requestOverride.${part}.X = 'v')`)).toEqual(NO_OVERRIDES);
  });

  test('is read where it was set, and may have been set before', () => {
    expect(text(`#set(${X} = 'v')${X}`)).toBe('v');
    for (const asked of [X, `#if(${X})x#end`, '$context.requestOverride.header.size()']) {
      expect(doubt(asked)).toContain('before');
    }
  });

  test('is not in another part', () => {
    expect(doubt(`#set(${X} = 'v')$context.requestOverride.path.X`)).toContain('before');
    expect(doubt('$context.requestOverride.other')).toBeDefined();
  });
});

describe('$context and $stageVariables', () => {
  test.each([
    ["$context['stage']", 'prod'],
    ["$stageVariables['color']", 'red'],
    ["$stageVariables.get('color')", 'red'],
    ['$stageVariables.color', 'red'],
  ])('%s is %s', (read, expected) => {
    expect(text(read)).toBe(expected);
  });

  test.each(["$stageVariables.get('other')", "$stageVariables['other']", '$stageVariables.other'])(
    '%s is known to the stage alone',
    (read) => {
      expect(doubt(read)).toBe('the stage variable other');
    },
  );
});
