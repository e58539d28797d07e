import { Unknown } from '../../../../src/verify/gateway/velocity/values';
import { headers, reason, render, UNKNOWN_BODY } from './rendering';

const HEADER = '$context.responseOverride.header';
const STATUS = '$context.responseOverride.status';
const SET = `#set(${HEADER}.X = 'v')`;
const BODY = "$input.path('$.a')";

function overridden(template: string): Readonly<Record<string, unknown>> {
  return headers(template, UNKNOWN_BODY);
}

function statuses(template: string): unknown {
  const result = render(template, UNKNOWN_BODY);
  return result.kind === 'rendered' && result.overrides.status;
}

describe('a part that hangs on a body that nobody knows', () => {
  test.each([
    ['a text', '#set($a = "x $b.c y")'],
    ['a list', "#set($a = ['x', $b.get('c'), [1..$n]])"],
    ['a map', "#set($a = {'x': $b.c, 'y': $b['z']})"],
    ['a condition', "#set($a = !$b || $c == 'd' && $e.isEmpty())"],
    ['what a condition asks', '#if(!$b)#elseif($c.size() == 1)#end'],
    ['what a loop goes through', '#foreach($i in $b.keySet())$i#end'],
    ['a loop that is left', '#foreach($i in $b)#if($i)#break#end#end'],
    ['a loop that is left at once', '#foreach($i in $b)#break#end'],
    ['two headers', `#set(${HEADER}.Y = 'v')#set(${HEADER}.Z = 'v')`],
    ['a header in brackets', `#set(${HEADER}['Y'] = $b)`],
    ['a header by names in brackets', `#set($context['responseOverride']['header']['Y'] = 'v')`],
    ['a status beside a text', `#set(${STATUS} = 500)x`],
    ['a status that is a text', `#set(${STATUS} = '500')`],
  ])('changes no more than what it says: %s', (_what, part) => {
    expect(overridden(`#if(${BODY})${part}#end${SET}`)).toMatchObject({ X: 'v' });
  });

  test.each([
    ['in a text', '#set($a = "x $l.add(1) y")'],
    ['by a directive in a text', '#set($a = "x #set($b = 1) y")'],
    ['by a directive alone in a text', '#set($a = "#set($b = 1)")'],
    ['first in a list', '#set($a = [$l.add(1), 2])'],
    ['last in a list', '#set($a = [2, $l.add(1)])'],
    ['first in a map', "#set($a = {'a': $l.add(1), 'b': 2})"],
    ['last in a map', "#set($a = {'a': 2, 'b': $l.add(1)})"],
    ['at the beginning of a range', '#set($a = [$l.add(1)..2])'],
    ['at the end of a range', '#set($a = [1..$l.add(1)])'],
    ['where it is negated', '#set($a = !$l.add(1))'],
    ['on the left of an operator', '#set($a = $l.add(1) == true)'],
    ['on the right of an operator', '#set($a = true == $l.add(1))'],
    ['in brackets', '#set($a = $m[$l.add(1)])'],
    ['among arguments', '#set($a = $m.get($l.add(1)))'],
    ['in what is printed', '$l.add(1)'],
    ['before a text', '$l.add(1) x'],
    ['after a text', 'x $l.add(1)'],
    ['in a condition', '#if($l.add(1))#end'],
    ['in a later condition', '#if($b)#elseif($l.add(1))#end'],
    ['in a branch', '#if($b)x#{else}$l.add(1)#end'],
    ['in what a loop goes through', '#foreach($i in [$l.add(1)])#end'],
    ['in a loop', '#foreach($i in [1])$l.add(1)#end'],
    ['to a member of a variable', "#set($m.a = 'b')"],
    ['to a member of a variable that looks like an override', "#set($m.responseOverride.header.X = 'v')"],
    ['to the context', "#set($context.other.header.X = 'v')"],
    ['to the context as a whole', "#set($context.responseOverride = 'v')"],
    ['to all headers', '#set($context.responseOverride.header = 500)'],
    ['to another part of the answer', '#set($context.responseOverride.body = 500)'],
    ['to a member of another part', "#set($context.responseOverride.other.X = 'v')"],
    ['to a member of the status', `#set(${STATUS}.X = 500)`],
    ['to a member of a header', `#set(${HEADER}.X.Y = 'v')`],
    ['to a header that a number names', `#set(${HEADER}[1] = 'v')`],
    ['to a header that a value names', `#set(${HEADER}[$n] = 'v')`],
    ['by a call', `#set($context.get('responseOverride').header.X = 'v')`],
    ['to a status that a value gives', `#set(${STATUS} = $n)`],
    ['to a status that is a sum', `#set(${STATUS} = 400 + 3)`],
    ['to a status that is none', `#set(${STATUS} = true)`],
    ['to a status that is a text of more', `#set(${STATUS} = '500 x')`],
    ['to a status that is written otherwise', `#set(${STATUS} = '0500')`],
    ['to the status twice', `#set(${STATUS} = 500)#set(${STATUS} = 501)`],
    ['to a header twice', `#set(${HEADER}.X = 'v')#set(${HEADER}.x = 'v')`],
    ['to what is lent', "#set($util = 'x')"],
    ['in a loop whose variable is lent', '#foreach($input in [1])#end'],
    ['to the status in a loop', `#foreach($i in [1])#set(${STATUS} = 500)#end`],
  ])('may change what it does not say %s', (_where, part) => {
    const before = "#set($l = [])#set($m = {'responseOverride': {'header': {}}})";
    expect(reason(`${before}#if(${BODY})${part}#end`, UNKNOWN_BODY)).toBeDefined();
  });

  test.each([
    ['a variable', "#set($a = 'y')"],
    ['a variable in one branch', "#if($b)x#{else}#set($a = 'y')#end"],
    ['a variable in a loop', "#foreach($i in [1])#set($a = 'y')#end"],
    ['a variable beside another', "#set($b = 'y')#set($a = 'y')"],
  ])('may change %s', (_what, part) => {
    expect(overridden(`#set($a = 'x')#if(${BODY})${part}#end#if($a == 'x')${SET}#end`).X).toBeInstanceOf(Unknown);
    expect(overridden(`#set($c = 'x')#if(${BODY})${part}#end#if($c == 'x')${SET}#end`)).toEqual({ X: 'v' });
  });

  test.each(["$i == 'a'", '$velocityCount == 1', '$foreach.count == 1'])(
    'may have left a loop, of which nothing is known then: %s',
    (asked) => {
      const loop = `#foreach($i in ['a', 'b'])#if(${BODY})#break#end#end`;
      expect(overridden(`${loop}#if(${asked})${SET}#end`).X).toBeInstanceOf(Unknown);
    },
  );

  test('gives one of the statuses of its branches, or none', () => {
    const either = `#if(${BODY})#set(${STATUS} = 500)#{else}#set(${STATUS} = '404')#end`;
    expect(statuses(either)).toEqual(expect.objectContaining({ values: [null, 500, 404] }));
    expect(statuses(`#if(${BODY})#set(${STATUS} = 500)#{else}#set(${STATUS} = 500)#end`)).toEqual(
      expect.objectContaining({ values: [null, 500] }),
    );
    expect(statuses(`#if(${BODY})#set(${STATUS} = 42)#end`)).toEqual(expect.objectContaining({ values: [null, 42] }));
    expect(statuses(`#if(${BODY})${SET}#end`)).toBeNull();
    expect(statuses(`#set(${STATUS} = 403)#if(${BODY})${SET}#end`)).toBe(403);
  });
});

describe('a method that is called on what nobody knows', () => {
  const ROOT = "#set($root = $input.path('$'))";

  test.each([
    ['with a text', `${ROOT}$!root.put('a', 'b')`],
    ['with nothing', `${ROOT}$!root.put('a', $nothing)`],
    ['without anything', `${ROOT}$!root.clear()`],
    ['of a variable that was a text before', `#set($root = 'x')${ROOT}$!root.put('a', 'b')`],
    ['of a variable that was empty before', `#set($m = {'a': $nothing})#set($m.a = ${BODY})$!m.a.put('a', 'b')`],
    ['where another variable was a list before', `#set($l = [])#set($l = 'x')${ROOT}$!root.put('a', 'b')`],
    ['which changes nothing', `#set($l = [])#set($l = ${BODY})$!l.get('a')`],
  ])('changes nothing that is known, %s', (_how, part) => {
    expect(overridden(`${part}${SET}`)).toEqual({ X: 'v' });
  });

  test.each([
    ['keeps what it is given', `${ROOT}$!root.put('a', [])`],
    ['may be that of a list', `#set($l = [])#set($l = ${BODY})$!l.add('x')`],
    ['may be that of a member', `#set($m = {'l': []})#set($m.l = ${BODY})$!m.l.add('x')`],
  ])('is undetermined where it %s', (_what, part) => {
    expect(reason(part, UNKNOWN_BODY)).toContain('called on something unknown');
  });
});
