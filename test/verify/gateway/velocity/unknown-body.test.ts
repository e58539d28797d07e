// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import { Unknown } from '../../../../src/verify/gateway/velocity/values';
import type { Rendered } from '../../../../src/verify/gateway/velocity/velocity';
import { INERT_GAP, OPEN_GAP } from '../../../../src/verify/template/value';
import { headers, render as renderWith, UNKNOWN_BODY } from './rendering';

function render(template: string): Rendered {
  return renderWith(template, UNKNOWN_BODY);
}

function overridden(template: string): Readonly<Record<string, unknown>> {
  return headers(template, UNKNOWN_BODY);
}

const HEADER = '$context.responseOverride.header';
const SET = `#set(${HEADER}.X = 'v')`;
const HOLDS = "#if($input.path('$.error'))";

const STATUS = '#set($context.responseOverride.status = 500)';

describe('a template that reads a body that nobody knows', () => {
  test.each([
    ['prints it', '{"id":"$input.path(\'$.id\')"}$input.json(\'$\') $!input.body'],
    ['takes it apart', '#set($root = $input.path(\'$\')){"n":$root.Count}'],
    ['goes through it', "#foreach($item in $input.path('$.Items'))$item.id.S#if($foreach.hasNext),#end#end"],
    ['goes through it and stops', `#foreach($i in $input.path('$.Items'))${HOLDS}#break#end$i#end`],
    ['decides by it', `${HOLDS}#set($message = 'no')#else#set($message = 'yes')#end{"m":"$message"}`],
    ['decides by a list that holds it', "#set($l = ['a', $input.path('$.b')])#if($l.contains('c'))c#end"],
    ['escapes it', "$util.escapeJavaScript($input.path('$.text')) $util.parseJson($input.body).a"],
    ['asks a map for it', "#set($m = {'a': 'b'})$m.get($input.path('$.key')) $m[$input.path('$.key')]"],
    ['counts by it', "#foreach($i in [1..$input.path('$.n')])$i#end#set($n = $input.path('$.n') + 1)$n"],
  ])('still overrides what it overrides, where it %s', (_what, template) => {
    expect(overridden(SET + template)).toEqual({ X: 'v' });
    expect(overridden(template + SET)).toEqual({ X: 'v' });
    const result = render(template);
    expect(result.kind === 'rendered' && result.text).toBeInstanceOf(Unknown);
  });

  test('knows nothing of a variable that may have been set', () => {
    const maybe = `#set($a = 'x')${HOLDS}#set($a = 'y')#end`;
    expect(overridden(`${maybe}#set(${HEADER}.X = $a)`).X).toBeInstanceOf(Unknown);
    expect(overridden(`${maybe}#if($a == 'x')${SET}#end`).X).toBeInstanceOf(Unknown);
    expect(overridden(`${maybe}#set($a = 'z')#set(${HEADER}.X = $a)`)).toEqual({ X: 'z' });
  });

  test('knows nothing of a header that may be overridden, and all of the others', () => {
    for (const maybe of [`${HOLDS}${SET}#end`, `${HOLDS}#set(${HEADER}['X'] = 'v')#else${SET}#end`]) {
      const found = overridden(`#set(${HEADER}.Y = 'w')${maybe}`);
      expect(found).toEqual({ Y: 'w', X: expect.any(Unknown) });
    }
  });

  test('does not know which keys a map has', () => {
    const maybe = "#set($m = {})#set($m.a = $input.path('$.a'))";
    for (const asked of ['$m.size() == 1', "$m.containsKey('a')", '$m.keySet().size() == 1', '$m.isEmpty()']) {
      expect(overridden(`${maybe}#if(${asked})${SET}#end`).X).toBeInstanceOf(Unknown);
    }
  });

  test('knows between which statuses the body decides', () => {
    const template = `${HOLDS}${STATUS}#elseif($input.path('$.gone'))#set($context.responseOverride.status = 404)#end`;
    const result = render(template);
    expect(result.kind === 'rendered' && result.overrides.status).toEqual(
      expect.objectContaining({ values: [null, 500, 404] }),
    );
  });

  test.each([
    ['overrides a header for each item', `#foreach($i in $input.path('$'))${SET}#end`],
    ['overrides a header in each round', `#foreach($i in ['1', '2'])${HOLDS}${SET}#end#end`],
    ['overrides a header that may be overridden', `${SET}${HOLDS}#set(${HEADER}.x = 'w')#end`],
    ['overrides a header twice', `${HOLDS}${SET}#if($input.path('$.b'))${SET}#end#end`],
    ['overrides the status for each item', `#foreach($i in $input.path('$'))${STATUS}#end`],
    ['overrides the status twice', `${STATUS}${HOLDS}${STATUS}#end`],
    ['overrides the status by it', `${HOLDS}#set($context.responseOverride.status = $input.path('$.status'))#end`],
    ['overrides something else', `${HOLDS}#set($context.responseOverride.body = 'x')#end`],
    ['names a header by it', `${HOLDS}#set(${HEADER}[$input.path('$.name')] = 'v')#end`],
    ['overrides by another name', `#set($h = ${HEADER})${HOLDS}#set($h.X = 'v')#end`],
    ['overrides by a method', `${HOLDS}$!{context.responseOverride.header.put('X', 'v')}#end`],
    ['overrides by a method of another name', `#set($h = ${HEADER})${HOLDS}$!h.put('X', 'v')#end`],
    ['may have given the headers another name', `${HOLDS}#set($h = ${HEADER})#end$!h.put('X', 'v')`],
    ['may not have taken that name away', `#set($h = ${HEADER})#set($h = $input.path('$.h'))$!h.put('X', 'v')`],
    ['hands the headers to it', `#set($b = $input.path('$'))$!b.put('h', ${HEADER})$!b.get('h').put('X', 'v')`],
    ['adds to a list', `#set($l = ['a'])${HOLDS}$!l.add('b')#end#if($l.size() == 1)${SET}#end`],
    ['may add to a list', `#set($l = ['a'])${HOLDS}#set($m = $l)#end$!m.add('b')#if($l.size() == 1)${SET}#end`],
    ['leaves a loop', `#foreach($i in ['1', '2'])${HOLDS}#break#end#set(${HEADER}.X = $i)#end`],
    ['names the header', `#set(${HEADER}[$input.path('$.name')] = 'v')`],
    ['sets what is lent', `${HOLDS}#set($input = 'x')#end`],
    ['calls its loop after what is lent', "#foreach($context in $input.path('$'))#end"],
  ])('is undetermined where it %s', (_what, template) => {
    expect(render(template).kind).toBe('undetermined');
  });
});

describe('a template with a name in it that is known only at deployment', () => {
  test.each([
    ['text', `{"region":"${INERT_GAP}"}`],
    ['the middle of a URL', `$input.body https://sqs.${INERT_GAP}.amazonaws.com/$!x`],
    ['a text in double quotes', `#set($arn = "arn:aws:sqs:${INERT_GAP}:$!input.body")$arn`],
    ['a comment', `## ${INERT_GAP}\n#* ${INERT_GAP} *#$!input.body`],
    ['two of them', `${INERT_GAP}${INERT_GAP}`],
  ])('overrides what it overrides, where it is %s', (_what, template) => {
    expect(overridden(`${SET} ${template}`)).toEqual({ X: 'v' });
    const result = render(template);
    expect(result.kind === 'rendered' && result.text).toBeInstanceOf(Unknown);
  });

  test('makes a header of that name unknown', () => {
    expect(overridden(`#set(${HEADER}.X = "https://${INERT_GAP}.example")`).X).toBeInstanceOf(Unknown);
  });

  test.each([
    ['the end of a name', `$context.response${INERT_GAP}`],
    ['behind a reference that calls', `$input.json('$')${INERT_GAP}`],
    ['the end of a directive', `#if(true)${SET}#end${INERT_GAP}`],
    ['a name', `$${INERT_GAP}`],
    ['a name in braces', `\${${INERT_GAP}}`],
    ['a name of a header', `#set(${HEADER}.${INERT_GAP} = 'v')`],
    ['a text in single quotes', `#set(${HEADER}.X = 'https://${INERT_GAP}.example')`],
    ['a text of a condition', `#if($input.path('$.a') == '${INERT_GAP}')${SET}#end`],
    ['a value', `#set(${HEADER}.X = ${INERT_GAP})`],
    ['an argument', `$input.path('$.${INERT_GAP}')`],
    ['what is handed on as it is', `#[[ ${INERT_GAP} ]]#`],
    ['a key of a map', `#set($m = {"${INERT_GAP}": 1})`],
    ['what a loop goes through', `#foreach($i in ${INERT_GAP})#end`],
    ['a range', `#foreach($i in [1..${INERT_GAP}])#end`],
    ['any text at all', `text ${OPEN_GAP} text`],
  ])('is undetermined where it is %s', (_what, template) => {
    expect(render(template).kind).toBe('undetermined');
  });

  test('is undetermined where it has the name that stands for it', () => {
    expect(render('$knownAtDeployment').kind).toBe('undetermined');
  });
});
