import { reason, text } from './rendering';

describe('$util', () => {
  test.each([
    ["urlEncode('a b&c')", 'a+b%26c'],
    ["urlEncode('a-b.c_d*e')", 'a-b.c_d*e'],
    ['urlEncode("~!()\'")', '%7E%21%28%29%27'],
    ["urlEncode('é')", '%C3%A9'],
    ["urlDecode('a+b%26%2f')", 'a b&/'],
    ["urlDecode('%C3%A9')", 'é'],
    ["base64Encode('ab')", 'YWI='],
    ["base64Encode('é')", 'w6k='],
    ["base64Decode('YWI=')", 'ab'],
    ["base64Decode('w6k=')", 'é'],
    ["base64Decode('')", ''],
    ['escapeJavaScript(\'say "x"\')', 'say \\"x\\"'],
    ['escapeJavaScript("it\'s")', "it\\'s"],
    ["escapeJavaScript('a\\b')", 'a\\\\b'],
    ["escapeJavaScript('a\nb\rc\td')", 'a\\nb\\rc\\td'],
  ])('.%s is %j', (call, expected) => {
    expect(text(`$util.${call}`)).toBe(expected);
  });

  test.each([
    "escapeJavaScript('a/b')",
    "escapeJavaScript('é')",
    "escapeJavaScript('<')",
    "escapeJavaScript('\u0001')",
    "base64Decode('!')",
    "base64Decode('YW')",
    "base64Decode('YW JjZA==')",
    "base64Decode('/////w==')",
    "urlDecode('%')",
    "urlDecode('%ff')",
    "urlEncode('\ud800')",
    "parseJson('{')",
    "parseJson('')",
    "urlEncode('a', 'b')",
    'urlEncode(1)',
    'urlEncode($nothing)',
    'urlEncode([])',
    'urlEncode()',
    "other('a')",
    'urlEncode',
  ])('.%s is not guessed', (call) => {
    expect(reason(`$!util.${call}`)).toBeDefined();
  });

  test('is not set', () => {
    expect(reason("#set($util = 'x')")).toContain('$util');
    expect(reason("#set($util.other = 'x')")).toContain('$util.other');
  });

  test('.parseJson reads what JSON holds', () => {
    const json = `{"a": [1, true, "x", null], "b": {"c": false}}`;
    expect(text(`#set($j = $util.parseJson('${json}'))$j.a[0] $j.a[1] $j.a[2] $!j.a[3] $j.b.c $j.a.size()`)).toBe(
      '1 true x  false 4',
    );
    expect(text(`#set($j = $util.parseJson('[]'))$j.size()#set($k = $util.parseJson('"k"'))$k`)).toBe('0k');
  });
});
