import { Unknown } from '../../../../src/verify/gateway/velocity/values';
import { doubt, type Given, reason, text } from './rendering';

function held(condition: string, given?: Given): string {
  return text(`#set($e = '')#set($one = 1)#set($l = [1])#if(${condition})yes#{else}no#end`, given);
}

describe('a condition', () => {
  test.each([
    ['$nothing', 'no'],
    ['$nothing.member.other', 'no'],
    ['$nothing.call(1).member', 'no'],
    ['$nothing[0]', 'no'],
    ['$e', 'yes'],
    ['$l', 'yes'],
    ['!$l', 'no'],
    ['! $nothing', 'yes'],
    ['!!$l', 'yes'],
    ['not $l', 'no'],
    ['(($l))', 'yes'],
    ['!(true && false)', 'yes'],
    ['true && true', 'yes'],
    ['false && true', 'no'],
    ['true && false', 'no'],
    ['true || false', 'yes'],
    ['false || true', 'yes'],
    ['false || false', 'no'],
    ['false && $nothing.x', 'no'],
    ['$nothing && $l', 'no'],
    ['$l && $e', 'yes'],
    ['true or false and false', 'yes'],
    ['1 lt 2 && 2 le 2 && 3 gt 2 && 3 ge 3 && 1 ne 2 && 1 eq 1', 'yes'],
    ['1 < 1', 'no'],
    ['1 < 2', 'yes'],
    ['2 < 1', 'no'],
    ['1 <= 1', 'yes'],
    ['1 <= 2', 'yes'],
    ['2 <= 1', 'no'],
    ['1 > 1', 'no'],
    ['2 > 1', 'yes'],
    ['1 > 2', 'no'],
    ['1 >= 1', 'yes'],
    ['2 >= 1', 'yes'],
    ['1 >= 2', 'no'],
    ['1 == 1', 'yes'],
    ['1 == 2', 'no'],
    ['1 != 2', 'yes'],
    ["'a' == 'a'", 'yes'],
    ["'a' == 'A'", 'no'],
    ["1 == '1'", 'yes'],
    ["'a' == 1", 'no'],
    ["true == 'true'", 'yes'],
    ['true == 1', 'no'],
    ['true != false', 'yes'],
    ['$nothing == $nothing', 'yes'],
    ["$nothing == ''", 'no'],
    ["'' == $nothing", 'no'],
    ['$one == $nothing', 'no'],
    ['$nothing != 1', 'yes'],
    ['$l == $nothing', 'no'],
    ['$one + 1 == 2', 'yes'],
  ])('%s: %s', (condition, expected) => {
    expect(held(condition)).toBe(expected);
  });

  test.each([
    '$l == $l',
    '$l == 1',
    "'[1]' == $l",
    '[] == []',
    '{} != $l',
    '$one < $nothing',
    '$nothing > $one',
    "'1' < 2",
    "1 < '2'",
    'true >= false',
    "'a'",
    "'a' && true",
    "true && 'a'",
    "!''",
    '1',
    '!1',
    '[]',
    '{}',
    '"$e"',
    '1 + 1',
    '$one.toString()',
    '$l.size().intValue()',
    'true || ',
    '',
    '$true',
    '$in.x',
    'null',
    '1.5 > 1',
    '1234567890 > 1',
    'truex',
    'notx',
  ])('that is not guessed: %s', (condition) => {
    expect(() => held(condition)).toThrow();
    expect(doubt(`#set($one = 1)#set($l = [1])#set($e = '')#if(${condition})yes#end`)).toBeDefined();
  });

  test('takes the first branch that holds, and no other', () => {
    const chosen = (a: boolean, b: boolean) => text(`#if(${a})a#elseif(${b})b#{elseif}(true)c#{else}d#end`);
    expect([chosen(true, true), chosen(false, true), chosen(false, false)]).toEqual(['a', 'b', 'c']);
    expect(text('#if(false)a#elseif(false)b#{else}d#end#if(false)a#end')).toBe('d');
  });

  test('on something unknown holds or not', () => {
    const given = { header: { a: new Unknown('came twice') } };
    for (const condition of ["$input.params('a')", "$input.params('a') == 'x'", "'x' == $input.params('a')"]) {
      expect(doubt(`#if(${condition})x#end`, given)).toBe('came twice');
      expect(held(`false && ${condition}`, given)).toBe('no');
      expect(held(`true || ${condition}`, given)).toBe('yes');
    }
  });
});

describe('a value', () => {
  test.each([
    ["'a'", 'a'],
    ['true', 'true'],
    ['false', 'false'],
    ['-5', '-5'],
    ['123456789', '123456789'],
    ['1 < 2', 'true'],
    ['!true', 'false'],
    ["'a' == 'b'", 'false'],
  ])('%s is printed as %s', (value, expected) => {
    expect(text(`#set($x = ${value})$x $!x`)).toBe(`${expected} ${expected}`);
  });

  test.each([
    ['[]', 'a list'],
    ["{'a': 1}", 'a list, a map'],
    ['$context', 'an object'],
    ['$nothing', 'without a value'],
  ])('%s is not printed as anybody knows', (value, why) => {
    expect(doubt(`#set($x = ${value})$x`)).toContain(why);
    expect(reason(`#set($x = ${value})$x`)).toBeUndefined();
  });

  test('is null where a quiet reference to it prints nothing', () => {
    expect(text('[$!nothing$!{nothing.member}$!nothing.call()]')).toBe('[]');
  });

  test('stays what it was where it is set to null', () => {
    expect(text("#set($m = {'a': 1})#set($m.a = $nothing)#set($m.b = $nothing)$m.a$m.size()")).toBe('11');
  });

  test.each(["#set($s.x = 'y')", "#set($s[0] = 'y')", '$s.x', '$s[0]', "$s['x']", '$n.x', '$n[0]', '$n.x()', '$b.x()'])(
    'that is no object has no members: %s',
    (template) => {
      expect(reason(`#set($s = 'a')#set($n = 1)#set($b = true)${template}`)).toBeDefined();
    },
  );
});
