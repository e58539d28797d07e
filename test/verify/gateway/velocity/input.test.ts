import { doubt, reason, render, text, UNKNOWN_BODY } from './rendering';

describe('$input', () => {
  const given = {
    path: { a: 'path' },
    querystring: { a: 'query', b: 'query' },
    header: { a: 'header', b: 'header', c: 'header' },
  };

  test('.params(x) looks in the path, then the query, then the headers', () => {
    expect(text("$input.params('a') $input.params('b') $input.params('c')", given)).toBe('path query header');
  });

  test('.params(x) is spoofed by a query parameter of the name', () => {
    expect(text("$input.params('Origin')", { header: { Origin: 'real' }, querystring: { Origin: 'spoofed' } })).toBe(
      'spoofed',
    );
  });

  test('.params(x) is the empty text where there is none, whatever the reading', () => {
    for (const missing of ['null', 'empty'] as const) {
      expect(text("[$input.params('none')]#if($input.params('none') == '')yes#end", { missing })).toBe('[]yes');
    }
  });

  test('.params().header matches names with their case', () => {
    expect(text("$input.params().header.get('c')$!input.params().header.get('C')", given)).toBe('header');
    expect(text("#if($input.params().header.containsKey('C'))yes#{else}no#end", given)).toBe('no');
    expect(text('$input.params().querystring.b $input.params().path["a"]', given)).toBe('query path');
  });

  test('.path and .json read the body', () => {
    const body = '{"a": {"b": [1, "x"]}}';
    expect(text("$input.path('$.a.b[1]') $input.json('$.a') $input.path('$').a.b.size() $input.body", { body })).toBe(
      `x {"b":[1,"x"]} 2 ${body}`,
    );
    expect(reason("$input.path('$..a')", { body })).toContain('JSONPath');
    expect(reason("$input.path('$.none')", { body })).toContain('none');
  });

  test.each([
    ["$input.path('$.a')", '7'],
    ["$input.path('$.b-c')", 'x'],
    ["$input.path('$._d1.e')", 'y'],
    ['$input.path("$[\'two words\']")', 'w'],
    ['$input.path("$[\'c\'][10]")', '10'],
    ['$input.path("$[\'c\'][0]")', '0'],
    ["$input.path('$.c').size()", '11'],
    ["$input.json('$.c[3]')", '3'],
    ["$input.json('$._d1')", '{"e":"y","f":[null,true]}'],
    ["$input.json('$.b-c')", '"x"'],
  ])('reads %s', (call, expected) => {
    const body = JSON.stringify({
      a: 7,
      'b-c': 'x',
      'two words': 'w',
      _d1: { e: 'y', f: [null, true] },
      c: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    });
    expect(text(call, { body })).toBe(expected);
  });

  test.each([
    ["$input.path('a')", 'JSONPath'],
    ["$input.path('x$.a')", 'JSONPath'],
    ["$input.path('$.a[*]')", 'JSONPath'],
    ["$input.path('$.a.')", 'JSONPath'],
    ["$input.path('$.0')", 'JSONPath'],
    ['$input.path("$[\'\']")', 'JSONPath'],
    ['$input.path("$[\'a\\b\']")', 'JSONPath'],
    ["$input.path('$.a[1]')", '"1"'],
    ["$input.path('$.a.length')", 'length'],
    ["$input.path('$.l[2]')", '"2"'],
    ["$input.path('$.l.x')", '"x"'],
    ['$input.path(1)', '$input.path'],
    ["$input.path('$', '$')", '$input.path'],
    ['$input.path()', '$input.path'],
    ["$input.json('$', '$')", '$input.json'],
    ['$input.json(1)', '$input.json'],
    ["$input.params('a', 'b')", '$input.params'],
    ['$input.params(1)', '$input.params'],
    ["$input.other('$')", '$input.other'],
    ['$input.other()', '$input.other'],
    ['$input.other', '$input.other'],
    ["#set($input.body = 'x')", '$input.body is set'],
  ])('does not guess %s', (template, why) => {
    expect(reason(template, { body: '{"a": "x", "l": [1, 2]}' })).toContain(why);
  });

  test('does not guess what it reads in what is no JSON', () => {
    expect(reason("$input.path('$')", { body: 'a=1' })).toContain('none');
    expect(reason("$input.json('$')", { body: '' })).toContain('none');
  });

  test('reads JSON of up to a hundred levels', () => {
    const nested = (depth: number) => ({ body: `${'['.repeat(depth)}${']'.repeat(depth)}` });
    expect(text("$input.path('$').size()", nested(101))).toBe('1');
    expect(reason("$input.path('$').size()", nested(102))).toContain('100 levels');
    expect(reason("$input.path('$').a", { body: `${'{"a":'.repeat(102)}1${'}'.repeat(102)}` })).toContain('100 levels');
    expect(text("$input.path('$').size()", { body: `[${'[],'.repeat(200)}1]` })).toBe('201');
  });

  test('does not know what is read in a body that nobody knows', () => {
    for (const read of ["$input.path('$.a')", "$input.json('$')", '$input.body']) {
      expect(doubt(read, UNKNOWN_BODY)).toBe('the body');
    }
  });
});

describe('a number in JSON', () => {
  test.each(['0', '7', '-7', '123456789'])('is printed as it is written: %s', (number) => {
    expect(text("$input.path('$.n') $input.json('$')", { body: `{"n": ${number}}` })).toBe(`${number} {"n":${number}}`);
  });

  test.each(['1.0', '1.5', '1e2', '1E+2', '-0', '0.5', '-1.5', '12345678901234567890'])(
    'may be printed otherwise than it is written: %s',
    (number) => {
      const body = `{"n": ${number}, "s": "${number}", "t": "\\"${number}"}`;
      expect(doubt("$input.path('$.n')", { body })).toContain('number');
      expect(doubt("$input.json('$')", { body })).toContain('number');
      expect(text("$input.path('$.s') $input.path('$.t') $input.json('$.s')", { body })).toBe(
        `${number} "${number} "${number}"`,
      );
    },
  );
});

describe('the maps of $input.params()', () => {
  test.each([
    "#set($input.params().header.a = 'b')",
    "#set($h = $input.params().header)#set($h['a'] = 'b')",
    "$!input.params().header.put('a', 'b')",
    "$!input.params().put('header', 'b')",
  ])('are not written to: %s', (template) => {
    expect(reason(template)).toContain('parameters');
  });

  test.each(['other', 'Header', 'body'])('have no other kind: %s', (kind) => {
    expect(text(`#if($input.params().${kind})yes#{else}no#end`)).toBe('no');
  });

  test.each([
    ["$input.params().header.get('x')", true],
    ['$input.params().header.x', true],
    ["$input.params().querystring['x']", true],
    ["$input.params('x')", false],
    ["$input.params().header.get('a')", false],
    ["$input.params().header.containsKey('x')", false],
    ['$input.params().header.keySet()', false],
  ])('%s hangs on the reading of what is missing: %s', (read, missed) => {
    expect(render(read, { header: { a: 'b' } }).missed).toBe(missed);
    expect(render(`${read}#other()`, { header: { a: 'b' } }).missed).toBe(false);
    expect(render(`${read}#break`, { header: { a: 'b' } }).missed).toBe(missed);
  });
});
