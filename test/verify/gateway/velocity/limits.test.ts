import { headers, reason, render, text, UNKNOWN_BODY } from './rendering';

/** A variable of 1000 characters. */
const THOUSAND = `#set($x = '${'x'.repeat(1000)}')`;
/** A variable of 131072 characters. */
const LONG = `#set($long = 'xx')${'#set($long = "$long$long")'.repeat(16)}`;

function nested(depth: number, inside: string): string {
  return '#if(true)'.repeat(depth) + inside + '#end'.repeat(depth);
}

describe('a template has its limits', () => {
  test('in its length', () => {
    expect(text('x'.repeat(300 * 1024))).toHaveLength(300 * 1024);
    expect(reason('x'.repeat(300 * 1024 + 1))).toContain('300 KB');
  });

  test('in how many blocks are in one another', () => {
    expect(text(nested(100, 'x'))).toBe('x');
    expect(reason(nested(101, 'x'))).toContain('intricate');
    expect(text(nested(1, 'x').repeat(200))).toBe('x'.repeat(200));
  });

  test('in how many blocks are around a text in quotes', () => {
    const quoted = '#set($a = "x$!b")$a';
    expect(text(nested(98, quoted))).toBe('x');
    expect(reason(nested(99, quoted))).toContain('intricate');
  });

  test('in how many operators are in one chain', () => {
    expect(reason(`#set($x = 1${' + 1'.repeat(70_000)})$x`)).toContain('intricate');
  });

  test('in what it prints', () => {
    const printed = `${THOUSAND}#foreach($i in [1..1000])$x#end`;
    expect(text(printed)).toHaveLength(1_000_000);
    expect(reason(`y${printed}`)).toContain('more than 1000000 characters');
    expect(reason(LONG + '$long'.repeat(8))).toContain('more than 1000000 characters');
  });

  test.each([
    ['by quotes', '#set($long = "$long$long")'],
    ['by a sum', '#set($long = $long + $long)'],
    ['by a method', '#set($long = $long.concat($long))'],
    ['by the methods of $util', '#set($long = $util.base64Encode($long))'],
  ])('in the texts that it makes %s', (_how, doubled) => {
    expect(reason(LONG + doubled.repeat(8))).toContain('more than 1000000 characters');
  });

  test.each([
    ['keeps', '#set($z = $l.add($long))'],
    ['looks through', "#set($z = $long.contains('y'))"],
    ['compares', '#set($z = $e.equals($long))'],
    ['keeps in a map', "#set($z = $m.put('a', $long))"],
    ['makes', '#set($z = $long + $e)'],
    ['counts', '#set($z = $l.add([1..1000]))'],
  ])('in how often it %s what is long', (_what, body) => {
    const loops = (times: number) =>
      `#set($l = [])#set($m = {})#set($e = '')${LONG}#foreach($i in [1..${times}])#foreach($j in [1..100])${body}#end#end`;
    expect(reason(loops(100))).toContain('steps');
    expect(reason(loops(1))).toBeUndefined();
  });

  test('in how often it goes round', () => {
    expect(reason('#foreach($i in [1..1000])#foreach($j in [1..1000])#end#end')).toContain('steps');
    expect(reason('#foreach($i in [1..1000])#foreach($j in [1..100])#end#end')).toBeUndefined();
  });

  test('and goes through what is short as often as is needed', () => {
    expect(
      reason(`${THOUSAND}#foreach($i in [1..1000])#set($y = $x + 'y')#if($y.contains('z'))x#end#end`),
    ).toBeUndefined();
  });
});

describe('a map with what nobody knows', () => {
  const SET = "#set($context.responseOverride.header.X = 'v')";
  const BODY = "$input.path('$.a')";

  test.each([
    ['a key that it had', `#set($m = {'a': 1})#set($m.a = ${BODY})`, true],
    ['a key that it had with nothing', `#set($m = {'a': $nothing})#set($m.a = ${BODY})`, true],
    ['a key that is put', `#set($m = {})#set($z = $m.put('a', ${BODY}))`, true],
    ['a key that is set to something known later', `#set($m = {})#set($m.a = ${BODY})#set($m.a = 1)`, true],
    ['a key that is put later', `#set($m = {})#set($m.a = ${BODY})#set($z = $m.put('a', 1))`, true],
    ['a new key', `#set($m = {})#set($m.a = ${BODY})`, false],
    ['a new key twice', `#set($m = {})#set($m.a = ${BODY})#set($m.a = ${BODY})`, false],
    ['a new key beside a known one', `#set($m = {'b': 1})#set($m.a = ${BODY})#set($m.b = 2)`, false],
  ])('has %s for certain or not', (_which, made, certain) => {
    const size = made.includes("'b'") ? 2 : 1;
    const template = `${made}#if($m.size() == ${size})${SET}#end`;
    expect(headers(template, UNKNOWN_BODY).X === 'v').toBe(certain);
    const gone = render(`${made}#foreach($v in $m)x#end`, UNKNOWN_BODY);
    expect(gone.kind === 'rendered' && typeof gone.text === 'string').toBe(certain);
  });
});
