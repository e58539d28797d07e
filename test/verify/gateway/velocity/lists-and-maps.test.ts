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
