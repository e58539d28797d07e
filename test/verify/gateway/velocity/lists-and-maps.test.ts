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
