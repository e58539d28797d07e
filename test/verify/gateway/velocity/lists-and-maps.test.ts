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

  test.each(['size', 'keySet', 'other', 'classes', 'subclass', 'emptyAll'])(
    'that it lacks is null, though it has a method of the name: %s',
    (name) => {
      expect(text(`#set($m = {'k': 'v'})#if($m.${name})yes#{else}no#end`)).toBe('no');
    },
  );

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
    ["['a', $none]", '$l.contains($none)', 'true'],
    ["['a', 'b']", '$l.contains($none)', 'false'],
    ['[1, 2]', '$l.contains(2)', 'true'],
    ['[1, 2]', "$l.contains('2')", 'false'],
    ["[[1], 'a']", "$l.contains('a')", 'true'],
    ['[]', '$l.isEmpty() $l.size()', 'true 0'],
    ["['a']", '$l.isEmpty() $l.size()', 'false 1'],
    ["['a', 'b']", '$l[0] $l[1] $l.get(1)', 'a b b'],
    ["['a']", "$l.add('b') $l[1] $l.size()", 'true b 2'],
    ['[]', '$l.add($none) $l.size() $!l[0]', 'true 1 '],
    ["['a', ['b', ['c']]]", '$l[1][1][0]', 'c'],
  ])('%s answers %s with %s', (list, asked, expected) => {
    expect(text(`#set($l = ${list})${asked}`)).toBe(expected);
  });

  test.each([
    ['[[1]]', '$l.contains([1])'],
    ['[{}]', '$l.contains({})'],
    ['[1]', '$l.get(1)'],
    ['[1]', '$l[-1]'],
    ['[1]', "$l.get('0')"],
    ['[1]', "$l['length']"],
    ['[1]', '$l[$none]'],
    ['[1]', '$l.get($none)'],
    ['[1]', '$l.size'],
    ['[1]', '$l.empty'],
    ['[1]', '$l.remove(0)'],
    ['[1]', '$l.add(0, 1)'],
    ['[1]', '$l.size(1)'],
    ['[1]', '#set($l[0] = 2)$l[0]'],
    ['[1]', "#set($l.a = 'b')$l[0]"],
  ])('%s may answer anything to %s', (list, asked) => {
    expect(reason(`#set($l = ${list})${asked}`)).toBeDefined();
  });
});

describe('a map', () => {
  test.each([
    ['{}', '$m.isEmpty() $m.size() #foreach($v in $m)$v#end', 'true 0 '],
    ["{'a': 1}", "$m.isEmpty() $m.size() $m.containsKey('a') $m.containsKey('b')", 'false 1 true false'],
    ["{'a': 1, 'b': 2}", '#foreach($v in $m)$v,#end#foreach($v in $m.values())$v,#end', '1,2,1,2,'],
    ["{'a': 1, 'b': 2}", '#foreach($k in $m.keySet())$k,#end', 'a,b,'],
    ["{'a': 1, 'b': 2}", "$m.keySet().size() $m.keySet().contains('b') $m.values().contains(3)", '2 true false'],
    ['{}', "$!m.put('a', 1) $m.put('a', 2) $m.a", ' 1 2'],
    ['{}', "#set($x = $m.put('a', $none))$m.size() $m.containsKey('a') $!m.a", '1 true '],
    ['{}', "#set($m['a'] = 1)#set($m.b = 2)$m.size()$m.a$m.b", '212'],
    ["{'a': {'b': {}}}", '#set($m.a.b.c = 1)$m.a.b.c', '1'],
  ])('%s answers %s with %j', (map, asked, expected) => {
    expect(text(`#set($m = ${map})${asked}`)).toBe(expected);
  });

  test.each([
    ["{'a': 1}", '$m.get(1)'],
    ["{'a': 1}", '$m.get($none)'],
    ["{'a': 1}", '$m[1]'],
    ["{'a': 1}", '$m.containsKey(1)'],
    ["{'a': 1}", '$m.put(1, 2)'],
    ["{'a': 1}", "$m.remove('a')"],
    ["{'a': 1}", "$m.get('a', 1)"],
    ["{'a': 1}", '$m.keySet()[0]'],
    ["{'a': 1}", '$m.values()[0]'],
    ["{'a': 1}", '$m.entrySet().get(0).key'],
    ["{'a': 1}", "#set($k = $m.keySet())#set($m.b = 2)#if($k.contains('b'))x#end"],
    ["{'a': 1}", '#set($v = $m.values())#set($m.b = 2)#foreach($x in $v)$x#end'],
    ["{'a': 1}", '#foreach($k in $m.keySet())#set($m.b = 2)#end'],
    ["{'a': 1}", '#foreach($k in $m)#set($m.b = 2)#end'],
    ["{'a': 1}", "#set($m[1] = 'x')$m.size()"],
    ["{'a': 1}", "#set($m.get('a') = 'x')$m.size()"],
    ["{'a': 1}", "#set($m.b.c = 'x')$m.size()"],
    ["{'a': 1}", "#set($m.a.c = 'x')$m.size()"],
  ])('%s may answer anything to %s', (map, asked) => {
    expect(reason(`#set($m = ${map})${asked}`)).toBeDefined();
  });
});
