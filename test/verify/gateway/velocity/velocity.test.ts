// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { headers, reason, render, text } from './rendering';

const ORIGIN = 'Access-Control-Allow-Origin';

describe('the template of a preflight with several origins', () => {
  const OURS = `#set($corsOrigin='')#foreach($name in $input.params().header.keySet())#if($name.toLowerCase()=='origin')#set($corsOrigin=$input.params().header.get($name))#end#end#if($corsOrigin=='https://a.example'||$corsOrigin.matches('https://[a-z0-9_-]{1,63}[.]example[.]com'))#set($context.responseOverride.header.Access-Control-Allow-Origin=$corsOrigin)#set($context.responseOverride.header.Access-Control-Allow-Credentials='true')#end{"statusCode":204}`;

  test.each(['Origin', 'origin', 'ORIGIN'])('allows an origin of the list in a header called %s', (name) => {
    for (const origin of ['https://a.example', 'https://shop.example.com']) {
      expect(headers(OURS, { header: { Accept: '*/*', [name]: origin } })).toEqual({
        [ORIGIN]: origin,
        'Access-Control-Allow-Credentials': 'true',
      });
    }
  });

  test.each([
    'https://b.example',
    'https://example.com',
    'https://a.b.example.com',
    'https://shopXexample.com',
    'https://shop.example.com.evil.example',
    'https://shop.example.com\n',
    'null',
    '',
  ])('refuses %j', (origin) => {
    expect(headers(OURS, { header: { origin } })).toEqual({});
  });

  test('refuses a request without an Origin under both readings of a missing header', () => {
    for (const missing of ['null', 'empty'] as const) {
      const result = render(OURS, { missing });
      expect(result).toMatchObject({ kind: 'rendered', text: '{"statusCode":204}', missed: false });
    }
  });

  const NATIVE = `#set($origin = $input.params().header.get("Origin"))\n#if($origin == "") #set($origin = $input.params().header.get("origin")) #end\n#if($origin == "https://b.example" || $origin == "https://c.example")\n  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)\n#end`;

  test('as the CDK writes it reads the header in its own case', () => {
    expect(headers(NATIVE, { header: { Origin: 'https://c.example' } })).toEqual({ [ORIGIN]: 'https://c.example' });
    expect(headers(NATIVE, { header: { Origin: 'https://d.example' } })).toEqual({});
  });

  test('as the CDK writes it hangs, for a header in lower case, on how a missing header is read', () => {
    const header = { origin: 'https://c.example' };
    expect(headers(NATIVE, { header, missing: 'null' })).toEqual({});
    expect(headers(NATIVE, { header, missing: 'empty' })).toEqual({ [ORIGIN]: 'https://c.example' });
    expect(render(NATIVE, { header }).missed).toBe(true);
  });
});

describe('Velocity 1.7', () => {
  test.each([
    ['#set($x = 1)#set($x = $nothing)$x', '1', 'setting to a reference without a value keeps the old value'],
    ['#set($x = "")#if($x)yes#end', 'yes', 'an empty text is true'],
    ['#if($nothing)yes#{else}no#end', 'no', 'a reference without a value is false'],
    ['#set($x = 0)#if($x)yes#end', 'yes', 'zero is true'],
    ['#if($nothing == "")yes#{else}no#end', 'no', 'null is not the empty text'],
    ['#if($nothing != "")yes#{else}no#end', 'yes', 'null differs from every text'],
    ['#if(!$nothing || $nothing == "")yes#end', 'yes', 'absence is tested with both'],
    ['#if(1 == "1")yes#end', 'yes', 'values of two classes are compared by their texts'],
    ['#if(true || false && false)yes#{else}no#end', 'yes', '&& binds closer than ||'],
    ['#if(false && false || true && true)yes#{else}no#end', 'yes', '&& binds closer than || on both sides'],
    ['#if((true || false) && false)yes#{else}no#end', 'no', 'parentheses count'],
    ['#if(!true || true)yes#{else}no#end', 'yes', '! binds closest'],
    ['#if(1 < 2 == true)yes#{else}no#end', 'yes', '< binds closer than =='],
    ['#if(false)a#elseif(true)b#{else}c#end', 'b', 'the first true branch is taken'],
    [
      '#set($x = 7 / 2)#set($y = 7 % 4)#set($z = 1 - 2 - 3)$x $y $z',
      '3 3 -4',
      'arithmetic is that of integers, from the left',
    ],
    ['#set($x = "a")#set($x-y = "b")$x-y', 'b', 'a name may have hyphens'],
    ['#set($x = "a")#set($y = "${x}b")#set($z = \'${x}b\')$y', 'ab', 'double quotes interpolate'],
    ['#set($m = {"a": [1, "b"]})$m.a[1] $m.get("a").size() $m["a"].get(0)', 'b 2 1', 'maps and lists nest'],
    ['#set($m = {})#set($m.k = "v")#set($x = $m.put("l", "w"))$m.k$m.l', 'vw', 'members can be set in two ways'],
    ['#foreach($x in ["a", "b"])$foreach.count$x#if($foreach.hasNext),#end#end', '1a,2b', '#foreach counts'],
    ['#foreach($x in ["a", "b", "c"])$x#if($x == "b")#break#end#end', 'ab', '#break leaves the loop'],
    ['#set($x = "o")#foreach($x in ["a"])#end$x', 'o', 'the variable of a loop is put back'],
    ['#foreach($e in {"a": 1}.entrySet())x#end', undefined, 'a literal cannot be called'],
    ['#set($m = {"a": 1})#foreach($e in $m.entrySet())$e.key=$e.value#end', 'a=1', 'entries have key and value'],
    ['#foreach($i in [1..3])$i#end', '123', 'ranges'],
    ['## a comment\n#* and another *#x', 'x', 'comments print nothing, and take the end of their line along'],
    ['#{if}(true)x#{else}y#{end}z', 'xz', 'directives may stand in braces'],
    ['#if(true and not false or 1 gt 2)x#end', 'x', 'operators may be words'],
    ['a#if(true) \n b#end \n\nc', 'a b\nc', 'the rest of a line goes with a directive'],
    ['#if(true)a#end  #set($x = 1)b', 'ab', 'the space between a directive and a #set goes, too'],
    ['a  #set($x = 1)b', 'a  b', 'not so the space behind a text'],
    ["#set($x = 'it''s')$x", "it's", 'a quote is doubled to stand for itself'],
    ['#set($m = {"__proto__": 1})$m.__proto__', '1', 'no key of a map is special'],
    ['#set($x = "$")$x#set($x = "a # ")$x', '$a # ', 'a lone mark may end a text in quotes'],
    ['#[[$x]]#', '$x', 'raw text'],
    ['$!nothing|', '|', 'a quiet reference prints nothing'],
    ['{"price": "$5", "colour": "#fff"}', '{"price": "$5", "colour": "#fff"}', 'lone marks are text'],
  ])('%s', (template, expected, _rule) => {
    if (expected === undefined) {
      expect(reason(template)).toBeDefined();
    } else {
      expect(text(template)).toBe(expected);
    }
  });

  test.each([
    ["'Ab'.matches", '$s.matches("[A-Z]b")', 'true'],
    ['a match of a part', '$s.matches("A")', 'false'],
    ['equalsIgnoreCase', '$s.equalsIgnoreCase("aB")', 'true'],
    ['startsWith', '$s.startsWith("A")', 'true'],
    ['endsWith', '$s.endsWith("A")', 'false'],
    ['contains', '$s.contains("b")', 'true'],
    ['indexOf', '$s.indexOf("b")', '1'],
    ['substring', '$s.substring(1)', 'b'],
    ['length', '$s.length()', '2'],
    ['toUpperCase', '$s.toUpperCase()', 'AB'],
    ['isEmpty', '$s.isEmpty()', 'false'],
    ['replace', '$s.replace("b", "$")', 'A$'],
    ['replaceAll', '$s.replaceAll("[b]", "c")', 'Ac'],
    ['split', '$s.split("b").size()', '1'],
    ['equals', '$s.equals("Ab")', 'true'],
    ['trim', '$s.concat(" ").trim()', 'Ab'],
  ])("a text has Java's %s", (_name, call, expected) => {
    expect(text(`#set($s = "Ab")${call}`)).toBe(expected);
  });
});

describe('what is not covered is never guessed', () => {
  test.each([
    '#macro(a)x#end',
    '#define($b)xx#end',
    '#evaluate("x")',
    '#stop',
    '#parse("x")',
    '#foo("x")',
    '#set($x = null)',
    '#if("")yes#end',
    '#if(0)yes#end',
    '#if(!"x")yes#end',
    '#set($x = 5 -3)',
    '#set($x = 1.5)',
    '#if(true)x#endy',
    '#if(true)x#end@',
    '#',
    '$',
    '$!',
    '${',
    '$!{x',
    '$x[',
    '$m.k##',
    '$ #set($x = 1)',
    '## a comment with $',
    '$m.k#set($x = 1)[0]',
    '$true',
    "#set($x = 'a\\'')",
    '#set($m = {"a": 1})#foreach($k in $m.keySet())#set($m.b = 2)#end',
    '#set($m = {"a": 1})#set($k = $m.keySet())#set($m.b = 2)$k.size()',
    '#set($m = {"a": 1})$m.keySet().get(0)',
    '#set($m = {"a": 1})$m.values().add(2)',
    '#set($l = [1])#foreach($i in $l)$l.add(2)#end',
    '\\$x',
    '#if(true)x',
    'x#end y',
    '#if(true)x#end#end',
    '#set($x',
    '#set($x = "a")$x.getBytes()',
    '#set($x = "a")#if($x.matches("(?i)A"))x#end',
    '#set($x = "a")#if($x.matches("\\p{L}"))x#end',
    '#set($x = "a")#if($x.split("a|b"))x#end',
    '#set($x = [1])$x[5]',
    '#set($x = "a")$x.length',
    '#set($context.stage = "x")',
    '#set($input = "x")',
    '#if("a" < "b")x#end',
    '#set($x = 1 / 0)',
    '#break',
    '$util.foo("x")',
    '#foreach($i in "abc")x#end',
    '#foreach($i in [1..1001])x#end',
  ])('%s', (template) => {
    expect(reason(template)).toBeDefined();
  });

  test('a reference without a value prints nobody knows what', () => {
    expect(render('$nothing')).toMatchObject({ kind: 'rendered', text: { reason: expect.any(String) } });
  });

  test.each([
    ['long texts that are kept', '#set($kept = $all.add("$x$i"))'],
    ['long texts that are taken apart', '#set($parts = $x.split("b"))'],
    ['long texts that are looked through', '#set($found = $x.contains("b"))'],
    ['long texts that are encoded', '#set($coded = $util.base64Encode($x))'],
    ['long texts that are added', '#set($y = $x + $i)'],
    ['long lists that are kept', '#set($kept = $all.add([1..1000]))'],
  ])('%s count by their length, so that loops around them end', (_name, body) => {
    const long = `#set($x = "a")${'#set($x = "$x$x")'.repeat(17)}`;
    const loops = `#foreach($i in [1..100])#foreach($j in [1..100])${body}#end#end`;
    expect(reason(`#set($all = [])${long}${loops}`)).toContain('steps');
  });

  test.each([
    [
      'a loop in a loop in a loop',
      '#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end',
    ],
    ['a text that doubles', `#set($x="a")${'#set($x="$x$x")'.repeat(60)}$x`],
    ['a template beyond 300 KB', 'x'.repeat(300 * 1024 + 1)],
    ['ten thousand blocks in one another', `${'#if(true)'.repeat(10_000)}${'#end'.repeat(10_000)}`],
    ['a long chain of operators', `#set($x = 1${' + 1'.repeat(9000)})`],
    ['a long chain of negations', `#if(${'!'.repeat(2900)}$x)#end`],
  ])('%s ends soon', (_name, template) => {
    const before = Date.now();
    const result = render(template);
    expect(result.kind === 'undetermined' || typeof result.text === 'string').toBe(true);
    expect(Date.now() - before).toBeLessThan(5000);
  });
});
