// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { doubt, reason, text } from './rendering';

describe('plain text', () => {
  test.each([
    ['a\\b \\\\ c', 'a\\b \\\\ c'],
    ['\\', '\\'],
    ['$5 # #1 $- 50% #', undefined],
    ['$5 # #1 $- 50%', '$5 # #1 $- 50%'],
    ['#other x', '#other x'],
    ['#other', '#other'],
    ['#endx', '#endx'],
    ['#[[ $a\n #end ]]# b', ' $a\n #end  b'],
    ['#[[a]]#[[b]]#', undefined],
    ['#[[]]#a', 'a'],
    ['#[[a]]b]]#', 'a]]b'],
  ])('%j is %j', (template, expected) => {
    expect(reason(template) === undefined ? text(template) : undefined).toBe(expected);
  });

  test.each(['\\$a', '\\\\$a', '\\\\\\$a', '\\#if', '\\\\#if', 'a\\#set($b = 1)'])(
    'with a backslash before a sign is not read: %s',
    (template) => {
      expect(reason(template)).toContain('backslash');
    },
  );
});

describe('a comment', () => {
  test.each([
    ['## a', ''],
    ['##a', ''],
    ['##', ''],
    ['x##', 'x'],
    ['x ## a "b"\ny', 'x y'],
    ['## $a #end\r\ny', 'y'],
    ['## a\ry', 'y'],
    ['#**#x', 'x'],
    ['#***#x', 'x'],
    ['#* a *#x', 'x'],
    ['#** a\n b *#x', 'x'],
    ['#* a * b *#x', 'x'],
    ['#* a *##* b *#x', 'x'],
    ['a#* b *#c', 'ac'],
  ])('prints nothing: %j is %j', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  test.each(['## $a', '##$', '## a #', '#* a', '#* # *#', '#** a'])('is not read where it is odd: %s', (template) => {
    expect(reason(template)).toBeDefined();
  });
});

describe('white space', () => {
  test.each([
    ['a #set($x = 1) b', 'a  b'],
    ['a\n#set($x = 1)\nb', 'a\nb'],
    ['a\r\n#set($x = 1)\r\nb', 'a\r\nb'],
    ['#set($x = 1) \t\r\nb', 'b'],
    ['#set($x = 1) \t b', ' \t b'],
    ['#set($x = 1)  \t#set($x = 2)b', 'b'],
    ['#if(true)a#{end}  \n\nb', 'a\nb'],
    ['#if(true)  \na#end', 'a'],
    ['#if(false)#else  \na#end', 'a'],
    ['#if( true )a#end', 'a'],
    ['#if \n\t( \n\ttrue )a#end', 'a'],
    ['#foreach ( $i in [ 1 , 2 ] )$i#end', '12'],
    ['#foreach( $i \n\t in [1])$i#end', '1'],
    ['#set  ($x=1)$x', '1'],
    ['#set($s = "ab")$s.substring(\t1\n,\n2 )', 'b'],
    ['#set($l = [\n1\n..\n2\n])$l[\n0\t]', '1'],
    ["#set($m = {\n'a'\n:\t1\n,\n'b':2\n})$m.a", '1'],
    ['#if(\n!\tfalse\n&&\ttrue\n)x#end', 'x'],
    ['#set( \n\t$x \n\t= \n\t1 \n\t)$x', '1'],
    ['#{set}($x = 1)$x', '1'],
    ['#set($x = $m.get( 1 , 2 ))x', 'x'],
  ])('is taken along or not: %j is %j', (template, expected) => {
    expect(text(template)).toBe(expected);
  });
});

test.each(['#set\t($x=1)$x', '#{set} \t($x=1)$x', '#set\n($x=1)$x', '#set($s = "a")$s.length( )', '#set($x = [\n])x'])(
  'white space is not read where Velocity has no place for it: %j',
  (template) => {
    expect(reason(template)).toContain('cannot be read');
  },
);

describe('what touches a reference', () => {
  const SET = "#set($a = 'x')#set($m = {'k': 'v'})#set($mk = 'w')";

  test.each([
    ['$a.', 'x.'],
    ['$a,$a', 'x,x'],
    ['$a$a', 'xx'],
    ['$a(b)', 'x(b)'],
    ['${a}b', 'xb'],
    ['${a}{b}', 'x{b}'],
    ['${a}[0]', 'x[0]'],
    ['${m.k}[0]', 'v[0]'],
    ['${m.k}(x)', 'v(x)'],
    ['$!a b', 'x b'],
    ['$!{a}b', 'xb'],
    ['$mk', 'w'],
    ['$m.k.', 'v.'],
    ['$m.k,', 'v,'],
    ['$m.k-', undefined],
    ['$m.k$a', 'vx'],
    ['$m.k#* c *#x', undefined],
    ['$a#set($b = 1)y', 'xy'],
    ['$a##\ny', 'xy'],
    ['$m.k (x)', 'v (x)'],
    ['$m.k\n##\ny', 'v\ny'],
    ['$a$m.k x', 'xv x'],
  ])('is read with it or not: %s is %s', (template, expected) => {
    expect(doubt(SET + template) === undefined ? text(SET + template) : undefined).toBe(expected);
  });

  test.each(['$a{b}', '$m.k(b)', '$m.k{b}', '$m.k##\ny', '$m.k$5', '$m.k$', '$m.k$a(b)', '${m.k', '$m.k${a}(b)'])(
    'is not read: %s',
    (template) => {
      expect(reason(SET + template)).toBeDefined();
    },
  );
});

describe('a text in quotes', () => {
  test.each([
    ['"a"', 'a'],
    ['""', ''],
    ["''", ''],
    ['"a""b"', 'a"b'],
    ['"a""$!n"', 'a"'],
    ["'a''b'", "a'b"],
    ["'$a'", '$a'],
    ["'#if'", '#if'],
    ['"$!n"', ''],
    ['"a $!n"', 'a '],
    ['"$!n "', ' '],
    ['"$!n b"', ' b'],
    ['"#if(true)b#end"', 'b'],
    ['"#if(true)b#end "', 'b '],
    ['"#"', '#'],
    ['"a $"', 'a $'],
    ['"$!n##x"', ''],
    ['"a##x"', 'a'],
    ['"a $!n b##x"', 'a  b'],
    ['"## b"', ''],
    ['"a#* b *#"', 'a'],
    ['"\\d"', '\\d'],
    ["'\\u0041'", '\\u0041'],
  ])('%s is %j', (quoted, expected) => {
    const template = `#set($x = ${quoted})$x`;
    expect(reason(template) === undefined ? text(template) : undefined).toBe(expected);
  });

  test.each(['"a\\"b"', "'a\\'", '"\\u0041"', '"\\u0041 $!n"', '"a', "'a", '"a" "b"', '"\\\'"'])(
    '%s is not read',
    (quoted) => {
      expect(reason(`#set($x = ${quoted})$x`)).toContain('cannot be read');
    },
  );
});

describe('a list or a range that is written out', () => {
  test.each([
    ['[]', ''],
    ['[ ]', undefined],
    ['[1]', '1;'],
    ['[ 1 , 2 ]', '1;2;'],
    ["['a', [1].b]", undefined],
    ['[1..3]', '1;2;3;'],
    ['[3..1]', '3;2;1;'],
    ['[2..2]', '2;'],
    ['[-1..1]', '-1;0;1;'],
    ['[ 1 .. 2 ]', '1;2;'],
    ['[$one..2]', '1;2;'],
    ['[1,2..3]', undefined],
    ['[..3]', undefined],
    ['[1..3,4]', undefined],
    ['[1..]', undefined],
    ['[1,]', undefined],
    ['[1 2]', undefined],
    ["['a'..'b']", undefined],
    ["[1..'b']", undefined],
    ["['a'..2]", undefined],
    ['[1..$nothing]', undefined],
    ['[0..999]', Array.from({ length: 1000 }, (_, at) => `${at};`).join('')],
    ['[0..1000]', undefined],
  ])('%s has the items %s', (list, expected) => {
    const template = `#set($one = 1)#foreach($i in ${list})$i;#end`;
    expect(reason(template) === undefined ? text(template) : undefined).toBe(expected);
  });
});
