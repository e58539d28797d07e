// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { INERT_GAP } from '../../../../src/verify/template/value';
import { doubt, headers, reason, text } from './rendering';

const HEADER = '$context.responseOverride.header';

/** The parts of a template between which something is known only at deployment. */
describe('what is known only at deployment is no more than text', () => {
  test.each([
    ['a name behind a dollar sign', '$', ''],
    ['a name behind a dollar sign and letters', '$con', ''],
    ['a name behind a hash', '#i', ''],
    ['a quiet name', '$!', ''],
    ['a name in braces', '${', '}'],
    ['a member', '$a.b', ''],
    ['a member in the making', '$a.', ''],
    ['what touches a call', '$a.b()', ''],
    ['what touches brackets', '$a[0]', ''],
    ['what touches a condition', '#if(true)', '#end'],
  ])('and not %s', (_what, before, after) => {
    expect(reason(`${before}${INERT_GAP}${after}`)).toContain('name');
  });

  test.each([
    ['a variable that is set', '#set($', ' = 1)'],
    ['a member that is set', `#set(${HEADER}.`, " = 'v')"],
    ['a key that is set', `#set(${HEADER}['`, "'] = 'v')"],
    ['a value', `#set(${HEADER}.X = '`, "')"],
    ['a value of a list', "#set($l = ['a', '", "'])"],
    ['a key', '#set($m = {"', '": 1})'],
    ['a value of a map', "#set($m = {'a': '", "'})"],
    ['the beginning of a range', '#set($l = [', '..2])'],
    ['the end of a range', '#set($l = [1..', '])'],
    ['an operand', "#set($b = 'a' == '", "')"],
    ['the first operand', "#set($b = '", "' == 'a')"],
    ['what is negated', "#set($b = !('", "' == 'a'))"],
    ['an argument', "#set($b = $a.get('", "'))"],
    ['an argument within an argument', "#set($b = $a.get($a.get('", "')))"],
    ['an index', "#set($b = $a['", "'])"],
    ['an index that is printed', "$a['", "']"],
    ['an argument that is printed', "$a.get('", "')"],
    ['a condition', "#if('a' == '", "')#end"],
    ['a later condition', "#if(true)#elseif('a' == '", "')#end"],
    ['what is in a block', "#if(true)#set($a = '", "')#end"],
    ['what is in the other block', "#if(true)#{else}#set($a = '", "')#end"],
    ['what is in a loop', "#foreach($i in [1])#set($a = '", "')#end"],
    ['what a loop goes through', "#foreach($i in ['", "'])#end"],
    ['a condition within a quoted text', "#set($a = \"#if('a' == '", '\')x#end")'],
    ['an argument within a quoted text', '#set($a = "$b.get(\'', '\')")'],
    ['what stands in raw text', '#[[ ', ' ]]#'],
  ])('and not %s', (_what, before, after) => {
    expect(reason(`${before}${INERT_GAP}${after}`)).toBeDefined();
  });

  test.each([
    ['what calls it', '$knownAtDeployment.x()'],
    ['what it is asked for', '$knownAtDeployment.x'],
    ['what is made of it', '#set($x = $knownAtDeployment)'],
    ['a text of the name', '#set($x = "knownAtDeployment")'],
    ['a word of the name', 'knownAtDeployment'],
  ])('and its name is reserved: %s', (_what, template) => {
    expect(reason(template)).toContain('reserved');
  });

  test.each([
    ['a member behind it', `${INERT_GAP}.com`],
    ['a call behind it', `${INERT_GAP}.x()`],
    ['an index behind it', `${INERT_GAP}[0]`],
  ])('that has %s', (_what, template) => {
    expect(headers(`#set(${HEADER}.X = 'v') ${template}`)).toEqual({ X: 'v' });
  });

  test('and makes what is printed unknown', () => {
    expect(doubt(`a ${INERT_GAP} b`)).toBe('a part of the template is known only at deployment');
  });

  test('and leaves alone what does not stand beside it', () => {
    expect(text(`#set($a = {'b': 'c'})$a.b ## ${INERT_GAP}\n$a.get('b')`)).toBe('c c');
  });
});
