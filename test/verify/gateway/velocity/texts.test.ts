import { reason, text } from './rendering';

/** `$s` is the text, and the calls are separated by spaces. */
function called(given: string, call: string): string {
  return `#set($s = '${given}')${call}`;
}

describe("a text has Java's methods", () => {
  test.each([
    ['Ab', "$s.equals('Ab') $s.equals('ab') $s.equals(1) $s.equals($none)", 'true false false false'],
    ['Ab', "$s.equalsIgnoreCase('aB') $s.equalsIgnoreCase('ac') $s.equalsIgnoreCase($none)", 'true false false'],
    ['A.z', '$s.toLowerCase() $s.toUpperCase() $s.toString() $s.length()', 'a.z A.Z A.z 3'],
    ['abab', "$s.startsWith('ab') $s.startsWith('ba') $s.endsWith('ab') $s.endsWith('ba')", 'true false true false'],
    ['abab', "$s.contains('ba') $s.contains('bb') $s.contains('')", 'true false true'],
    ['abab', "$s.indexOf('b') $s.lastIndexOf('b') $s.indexOf('c')", '1 3 -1'],
    ['abc', '$s.substring(0) $s.substring(1) [$s.substring(3)]', 'abc bc []'],
    ['abc', '$s.substring(0, 1) $s.substring(1, 3) [$s.substring(2, 2)]', 'a bc []'],
    ['', '$s.isEmpty() [$s.trim()] $s.length()', 'true [] 0'],
    ['a', "$s.isEmpty() $s.concat('b')$s.concat('')", 'false aba'],
    [' \n\ta b\n ', '[$s.trim()]', '[a b]'],
    [' ', '[$s.trim()]', '[]'],
    ['a\u00a0', '[$s.trim()]', '[a\u00a0]'],
    ['a.b.c', "$s.replace('.', '-') $s.replace('.', '$&')", 'a-b-c a$&b$&c'],
    ['a.b.c', "$s.replaceAll('[.]', '-') $s.replaceAll('\\.', '') $s.replaceAll('b', '&')", 'a-b-c abc a.&.c'],
    ['https://a.example', "$s.replaceAll('https://', '')", 'a.example'],
  ])('of %j: %s', (given, call, expected) => {
    expect(text(called(given, call))).toBe(expected);
  });

  test.each([
    ['a,b', ',', '2 a b '],
    ['a,b,,', ',', '2 a b '],
    [',a', ',', '2  a '],
    ['a', ',', '1 a '],
    ['', ',', '1  '],
    [',', ',', '0 '],
    [',,,', ',', '0 '],
    ['a.b', '[.]', '2 a b '],
    ['a.b', '\\.', '2 a b '],
    ['a||b', '\\|\\|', '2 a b '],
    ['a-b', '-', '2 a b '],
    ['a=>b', '=>', '2 a b '],
  ])('%j split at %j has as many parts: %s', (given, separator, expected) => {
    const parts = `#set($parts = $s.split('${separator}'))$parts.size() #foreach($part in $parts)$part #end`;
    expect(text(called(given, parts))).toBe(expected);
  });
});

describe('what a text answers is not guessed', () => {
  test.each([
    ['where it ends before it begins', '$s.substring(2, 1)'],
    ['beyond its end', '$s.substring(4)'],
    ['beyond its end on the right', '$s.substring(0, 4)'],
    ['before its beginning', '$s.substring(-1)'],
    ['before its beginning on the left', '$s.substring(-1, 2)'],
    ['from what is no number', "$s.substring('1')"],
    ['from nothing', '$s.substring($none)'],
    ['from a number too much', '$s.substring(0, 1, 2)'],
    ['where it is joined to a number', '$s.concat(1)'],
    ['where it is joined to nothing', '$s.concat($none)'],
    ['for the code of a character', '$s.indexOf(97)'],
    ['for a list', '$s.contains([])'],
    ['where a group is put in', "$s.replaceAll('b', '$0')"],
    ['where something escaped is put in', "$s.replaceAll('b', '\\n')"],
    ['where a class of characters is replaced', "$s.replaceAll('[bc]', '-')"],
    ['where digits are replaced', "$s.replaceAll('\\d', '-')"],
    ['where any character is replaced', "$s.replaceAll('.', '-')"],
    ['where nothing is replaced', "$s.replaceAll('', '-')"],
    ['where it is split at nothing', "$s.split('').size()"],
    ['where it is split at white space', "$s.split('\\s').size()"],
    ['where it is split at one of two', "$s.split(',|b').size()"],
    ['where it is split into so many', "$s.split('b', 2).size()"],
    ['by a method that is not covered', '$s.hashCode()'],
    ['by a method that is not covered for two', "$s.indexOf('a', 1)"],
  ])('%s', (_where, call) => {
    expect(reason(called('abc', call))).toBeDefined();
  });

  test.each(['ß', 'İ', '\u0130stanbul', 'é'])('where the case of %j is not regarded', (other) => {
    expect(reason(`#set($s = 'ss')$s.equalsIgnoreCase('${other}')`)).toBeDefined();
    expect(reason(`#set($s = '${other}')$s.equalsIgnoreCase('ss')`)).toBeDefined();
  });
});
