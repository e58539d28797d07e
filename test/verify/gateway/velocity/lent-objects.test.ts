import { headers, reason, render, text } from './rendering';

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

  test('the basics of $util', () => {
    expect(
      text("$util.urlEncode('a b&c') $util.urlDecode('a+b%26') $util.base64Encode('ab') $util.base64Decode('YWI=')"),
    ).toBe('a+b%26c a b& YWI= ab');
    expect(text(`#set($j = $util.parseJson('{"a": [true]}'))$j.a[0] $util.escapeJavaScript('say "x"')`)).toBe(
      'true say \\"x\\"',
    );
    expect(reason("$util.escapeJavaScript('a/b')")).toContain('escapeJavaScript');
  });
});
