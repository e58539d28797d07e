// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { reason, text } from './rendering';

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

describe('#foreach', () => {
  test.each(['$i', '$!i', '${i}', '$!{i}'])('calls its variable %s by that name', (variable) => {
    expect(text(`#foreach(${variable} in ['a', 'b'])$i#end`)).toBe('ab');
  });
});
