// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { reason, text } from './rendering';

describe('an entry of a map', () => {
  const entry = (asked: string) => `#set($m = {'a': 1})#foreach($e in $m.entrySet())${asked}#end`;

  test.each(['$e.key=$e.value', '$e.getKey()=$e.getValue()'])('has a key and a value: %s', (asked) => {
    expect(text(entry(asked))).toBe('a=1');
  });

  test.each([
    ['is no map that has a size', '$e.size()'],
    ['is no map that can be asked', "$e.get('key')"],
    ['is no map that holds keys', "#if($e.containsKey('key'))x#end"],
    ['has no members in brackets', "$e['key']"],
    ['is not gone through', '#foreach($x in $e)$x#end'],
    ['changes the map where it is set', '#set($e.value = 3)$m.a'],
    ['has no key for an argument', '$e.getKey(1)'],
  ])('%s', (_what, asked) => {
    expect(reason(entry(asked))).toBeDefined();
  });
});

describe('a map that is written out', () => {
  test.each([
    ['{}', '0'],
    ['{ }', '0'],
    ["{'a': 1}", '1'],
    ["{'a': 1, 'b': 2}", '2'],
    ["{ 'a' : 1 , \"b\" : 2 , 'c':3 }", '3'],
    ["{'a': 1, 'b': 2, 'a': 3}", '2'],
  ])('%s has %s keys', (map, size) => {
    expect(text(`#set($m = ${map})$m.size()`)).toBe(size);
  });

  test.each(["{'a': 1,}", "{'a' 1}", "{'a': 1 'b': 2}", '{1: 1}', '{true: 1}', '{$a: 1}', "{'a': }"])(
    '%s is not read',
    (map) => {
      expect(reason(`#set($m = ${map})$m.size()`)).toBeDefined();
    },
  );

  test('has the value that a key is given last, in the place of the first', () => {
    expect(text("#set($m = {'a': 1, 'b': 2, 'a': 3})#foreach($v in $m)$v#end")).toBe('32');
  });
});

describe('a member of a map', () => {
  test.each(['$m.k', "$m['k']", "$m.get('k')", '${m.k}'])('is read by %s', (read) => {
    expect(text(`#set($m = {'k': 'v'})${read}`)).toBe('v');
  });

  test.each(['size', 'keySet', 'other'])('that it lacks is null, though it has a method of the name: %s', (name) => {
    expect(text(`#set($m = {'k': 'v'})#if($m.${name})yes#{else}no#end`)).toBe('no');
  });

  test.each(['class', 'Class', 'empty', 'Empty'])('may be a getter of Java, which is not covered: %s', (name) => {
    expect(reason(`#set($m = {'k': 'v'})#if($m.${name})yes#end`)).toBeDefined();
  });

  test.each(['class', 'empty'])('in brackets is a key and nothing else: %s', (name) => {
    expect(text(`#set($m = {'${name}': 'v'})$m['${name}'] $m.get('${name}')`)).toBe('v v');
  });
});

describe('a list', () => {
  test.each([
    ["['a', 'b']", "$l.contains('b')", 'true'],
    ["['a', 'b']", "$l.contains('c')", 'false'],
    ['[1, 2]', '$l.contains(2)', 'true'],
    ['[1, 2]', "$l.contains('2')", 'false'],
    ["[[1], 'a']", "$l.contains('a')", 'true'],
  ])('%s answers %s with %s', (list, asked, expected) => {
    expect(text(`#set($l = ${list})${asked}`)).toBe(expected);
  });

  test.each([
    ['[[1]]', '$l.contains([1])'],
    ['[{}]', '$l.contains({})'],
  ])('%s may hold what equals %s, which is not guessed', (list, asked) => {
    expect(reason(`#set($l = ${list})${asked}`)).toBeDefined();
  });
});
