// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { doubt, reason, text } from './rendering';

describe('$foreach tells where the loop is', () => {
  test.each([
    ['index', '0 1 2 '],
    ['count', '1 2 3 '],
    ['hasNext', 'true true false '],
    ['first', 'true false false '],
    ['last', 'false false true '],
    ['getIndex()', '0 1 2 '],
    ['getHasNext()', 'true true false '],
  ])('by .%s', (asked, expected) => {
    expect(text(`#foreach($i in ['a', 'b', 'c'])$foreach.${asked} #end`)).toBe(expected);
  });

  test.each([
    '$foreach.size()',
    '$foreach.isEmpty()',
    "$foreach.get('index')",
    "$foreach['index']",
    "#if($foreach.containsKey('index'))x#end",
    '#if($foreach.parent)x#end',
    '#if($foreach.topmost)x#end',
    '$foreach.getIndex(1)',
    '#set($foreach.index = 5)$foreach.index',
    '#foreach($of in $foreach)x#end',
  ])('and what it is besides is not guessed: %s', (asked) => {
    expect(reason(`#foreach($i in [1, 2])${asked}#end`)).toBeDefined();
  });
});

test('$foreach is not set', () => {
  expect(reason('#foreach($i in [1])#set($foreach.index = 5)#end')).toContain('.index of $foreach is set');
});

describe('#foreach', () => {
  test.each(['i', 'i-j', 'i_2', 'item'])('calls its variable %s by that name', (name) => {
    for (const variable of [`$${name}`, `$!${name}`, `\${${name}}`, `$!{${name}}`]) {
      expect(text(`#foreach(${variable} in ['a', 'b'])$${name}#end`)).toBe('ab');
    }
  });

  test.each([
    ['#foreach($i in [])x#end', ''],
    ['#foreach($i in $nothing)x#end', ''],
    ["#foreach($i in {'a': 1, 'b': 2})$i#end", '12'],
    ['#foreach($i in [1..3])#foreach($j in [1..3])#if($j == 2)#break#end$i$j #end#end', '11 21 31 '],
    ['#foreach($i in [1..3])$i#{break}y#end z', '1 z'],
    ['#foreach($i in [1..3])$i#break y#end z', '1 z'],
    ['#foreach($i in [1, 2])$velocityCount#foreach($j in [7..9])$velocityCount#end$velocityCount #end', '11231 21232 '],
    ['#foreach($i in [1])#end$!i$!velocityCount$!foreach', ''],
    ["#set($i = 'i')#set($foreach = 'f')#foreach($i in [1])$i$foreach.index#end$i$foreach", '10if'],
    ['#foreach($i in [1, 2])#set($i = 5)$i#end', '55'],
    ['#foreach($i in [1])#set($a = 2)#end$a', '2'],
    ['#set($l = [1])#foreach($i in $l)#set($l = [1, 2])$i#end$l.size()', '12'],
  ])('%s prints %j', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  test.each([
    ["#foreach($i in 'abc')x#end", 'neither a list nor a map'],
    ['#foreach($i in 5)x#end', 'neither a list nor a map'],
    ['#foreach($i in [1..1000.5])x#end', 'cannot be read'],
    ['#foreach($ i in [1])x#end', '"$name in"'],
    ['#foreach($i inn [1])x#end', '"$name in"'],
    ['#foreach($i in-x [1])x#end', '"$name in"'],
    ['#foreach($i in[1])$i#end$i', undefined],
    ['#foreach(x$i in [1])x#end', '"$name in"'],
    ['#foreach $i in [1] x#end', 'parenthesis behind #foreach'],
    ['#if true x#end', 'parenthesis behind #if'],
    ['#if(true x#end', 'closing parenthesis'],
    ['#if((true x#end', 'closing parenthesis'],
    ['#if(true)x', 'no #end'],
    ['#set($x : 1)', '"=" in a #set'],
    ['#set($x == 1)', '"=" in a #set'],
    ['#set(x = 1)', 'reference that is set'],
    ['#break', '#break outside #foreach'],
    ['#if(true)#break#end', '#break outside #foreach'],
    ['x#end', 'an #end or #else too many'],
    ['#stop', '#stop'],
    ['#{stop}', '#stop'],
  ])('%s is not read, or not run: %s', (template, why) => {
    expect(reason(template) ?? doubt(template)).toEqual(
      why === undefined ? expect.anything() : expect.stringContaining(why),
    );
  });

  test('says where a template cannot be read, and shows a little of it', () => {
    expect(reason('abc #set($x : 1) which is long')).toBe(
      'the template cannot be read: there is no "=" in a #set at " : 1) which is long"',
    );
    expect(reason('#set(abcdefghijklmnopqrstuvwxyz')).toContain('at "(abcdefghijklmnopqrs"');
  });
});

describe('a loop goes round a thousand times and no more', () => {
  const filled = '#set($l = [])#foreach($i in [1..1000])#set($z = $l.add($i))#end';

  test('over a list', () => {
    expect(text(`${filled}#foreach($i in $l)x#end`)).toBe('x'.repeat(1000));
    expect(reason(`${filled}#set($z = $l.add(0))#foreach($i in $l)x#end`)).toContain('more than 1000 times');
  });

  test('over a range', () => {
    expect(text('#foreach($i in [1..1000])x#end')).toBe('x'.repeat(1000));
    expect(reason('#foreach($i in [1000..0])x#end')).toContain('range');
  });
});
