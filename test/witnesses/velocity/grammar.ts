// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Velocity is written so
import fc from 'fast-check';

type Source = fc.Arbitrary<string>;

/** Variables of each kind, which every generated template has; nothing sets `$none`. */
export const SET_UP = [
  "#set($text = 'https://a.Example.com')",
  '#set($number = 7)',
  '#set($truth = true)',
  "#set($list = ['x', 'y', 'x'])",
  "#set($map = {'k': 'v', 'Origin': 'https://b.example', 'n': 3})",
].join('');

/** A mapping template as somebody might write it, with white space and punctuation anywhere. */
export function aTemplate(): Source {
  return content(3);
}

/** The same with something put in where it may be an error, or swallow what is beside it. */
export function anOddTemplate(): Source {
  return fc
    .tuple(aTemplate(), fc.nat(), fc.constantFrom(...ODD))
    .map(([text, at, odd]) => text.slice(0, at % (text.length + 1)) + odd + text.slice(at % (text.length + 1)));
}

const PLAIN = [
  ...['x', 'Example', ' and ', ', ', '"', "'", '@', '!', '.', '-', ')', '(', '{ "a": 1 }', '50% ', 'end', '5'],
  ...[' ', '  ', '\n', '\n\n', '\t', ' \n ', '\r\n', '$5', '# ', '#1', '$ ', '#other', '$-', '\\ '],
];

/** What looks like a directive or a reference, and may be an error, or swallow what is beside it. */
const ODD = ['$', '#', '$$', '$!', '${', '$.', '\\', '\\\\', '[0]', '#@', '#[', '$!{', '#{', 'endx', '#end'];

const COMMENTS = [
  '## one line\n',
  '##\n',
  '## $text #end\n',
  '#* a block *#',
  '#* two\nlines *#',
  '#** doc *#',
  '#[[raw $text]]#',
];

/** Paths without the `$`, by the kind of what they lead to. */
const TEXTS = [
  'text',
  'map.k',
  'map.Origin',
  "map.get('k')",
  "map['k']",
  'list.get(0)',
  'list[1]',
  'input.body',
  "input.params('Origin')",
  "input.params('absent')",
  "input.params().header.get('Origin')",
  'input.params().header.Origin',
  "input.params().querystring.get('q')",
  'text.toLowerCase()',
  'text.toUpperCase()',
  'text.substring(3)',
  'text.substring(0, 5)',
  'text.trim()',
  "text.concat('!')",
  "text.replace('e', 'E')",
  "text.replaceAll('[.]', '-')",
  "text.split('/').get(2)",
  "text.split('[.]').get(1)",
  'text.toString()',
  'util.urlEncode($text)',
  'util.base64Encode($text)',
  'util.escapeJavaScript("it\'s")',
];
const NUMBERS = [
  'number',
  'map.n',
  'text.length()',
  'list.size()',
  'map.size()',
  "text.indexOf('a')",
  "text.lastIndexOf('m')",
];
const TRUTHS = [
  'truth',
  "text.matches('https://[a-z]{1,3}[.]Example.*')",
  "text.startsWith('https')",
  "text.endsWith('.com')",
  "text.contains('Ex')",
  "text.equals('x')",
  "text.equalsIgnoreCase('HTTPS://A.EXAMPLE.COM')",
  'text.isEmpty()',
  'list.isEmpty()',
  "list.contains('y')",
  "map.containsKey('k')",
];
const LISTS = [
  'list',
  'map.keySet()',
  'map.values()',
  "text.split('/')",
  'input.params().header.keySet()',
  'map.entrySet()',
];
const NOTHINGS = [
  'none',
  'none.member',
  'none.call()',
  'map.absent',
  "map.get('absent')",
  "input.params().header.get('absent')",
];
const IN_LOOPS = [
  'item',
  'velocityCount',
  'foreach.index',
  'foreach.count',
  'foreach.hasNext',
  'foreach.first',
  'foreach.last',
];

const EVERYTHING = [...TEXTS, ...NUMBERS, ...TRUTHS, ...LISTS, ...NOTHINGS, ...IN_LOOPS, 'map', 'made'];
const space = fc.constantFrom('', '', ' ', '  ');

function content(depth: number): Source {
  const nested = depth === 0 ? [] : [choice(depth - 1), loop(depth - 1)];
  const part = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PLAIN) },
    { weight: 3, arbitrary: fc.constantFrom(...EVERYTHING).chain(printed) },
    { weight: 3, arbitrary: assignment() },
    { weight: 1, arbitrary: fc.constantFrom(...COMMENTS) },
    ...nested.map((arbitrary) => ({ weight: 3, arbitrary })),
  );
  return fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
}

function printed(path: string): Source {
  return fc.constantFrom(`$${path}`, `\${${path}}`, `$!${path}`, `$!{${path}}`);
}

function assignment(): Source {
  const target = fc.constantFrom(
    'made',
    'text',
    'list',
    'map.k',
    "map['k']",
    'map.made',
    'context.responseOverride.header.X-Made',
    "context.responseOverride.header['X-Other']",
    'context.responseOverride.status',
  );
  const set = fc.tuple(space, target, space, expression(2), space);
  const put = expression(1).map((value) => `#set($old = $map.put('k', ${value}))`);
  return fc.oneof(
    { weight: 5, arbitrary: set.map(([a, name, b, value, c]) => `#set(${a}$${name}${b}=${b}${value}${c})`) },
    { weight: 1, arbitrary: put },
  );
}

function choice(depth: number): Source {
  const head = fc.tuple(space, condition(2), space).map(([a, text, b]) => `(${a}${text}${b})`);
  const otherwise = fc.tuple(fc.constantFrom('#else', '#{else}'), content(depth)).map((parts) => parts.join(''));
  return fc
    .tuple(
      head,
      content(depth),
      fc.array(fc.tuple(head, content(depth)), { maxLength: 1 }),
      fc.option(otherwise, { nil: '' }),
      space,
    )
    .map(([first, body, others, last, gap]) =>
      [`#if${gap}${first}${body}`, ...others.map(([test, inner]) => `#elseif${test}${inner}`), last, '#end'].join(''),
    );
}

function loop(depth: number): Source {
  const from = fc.oneof(
    fc.constantFrom(...LISTS, 'map', 'none').map((path) => `$${path}`),
    literalList(1),
  );
  const leave = fc.constantFrom('', '', '#if($velocityCount == 2)#break#end');
  return fc
    .tuple(space, from, leave, content(depth))
    .map(([gap, list, end, body]) => `#foreach(${gap}$item in ${list}${gap})${end}${body}#end`);
}

function expression(depth: number): Source {
  return fc.oneof(
    text(depth),
    number(depth),
    condition(depth),
    literalList(depth),
    literalMap(depth),
    fc.constantFrom(...NOTHINGS, ...IN_LOOPS).map((path) => `$${path}`),
  );
}

function text(depth: number): Source {
  const references = fc.constantFrom(...TEXTS).map((path) => `$${path}`);
  const single = fc.constantFrom("''", "'x'", "'a $text'", "'it is #1'", "'https://a.Example.com'");
  const double = fc.constantFrom(
    '""',
    '"x"',
    '"a $text b"',
    '"${text}s"',
    '"$!none"',
    '"$number.5"',
    '"#if($truth)t#end"',
  );
  const sum = (): Source =>
    fc.tuple(text(depth - 1), fc.oneof(text(depth - 1), number(depth - 1))).map(([a, b]) => `${a} + ${b}`);
  return fc.oneof(references, single, double, ...(depth === 0 ? [] : [sum()]));
}

function number(depth: number): Source {
  const leaf = fc.oneof(
    fc.constantFrom(...NUMBERS).map((path) => `$${path}`),
    fc.constantFrom('0', '1', '2', '10', '-3', '100'),
  );
  if (depth === 0) {
    return leaf;
  }
  const inner = number(depth - 1);
  const operation = fc
    .tuple(inner, space, fc.constantFrom('+', '-', '*', '/', '%'), inner)
    .map(([a, gap, operator, b]) => `${a}${gap}${operator} ${b}`);
  return fc.oneof(
    leaf,
    operation,
    operation.map((whole) => `(${whole})`),
  );
}

function condition(depth: number): Source {
  const leaf = fc.oneof(
    fc.constantFrom(...TRUTHS, ...NOTHINGS, 'text', 'map.absent').map((path) => `$${path}`),
    fc.constantFrom('true', 'false'),
  );
  if (depth === 0) {
    return leaf;
  }
  const inner = condition(depth - 1);
  const value = fc.oneof(text(depth - 1), number(depth - 1), leaf);
  const equal = fc.constantFrom('==', '!=', ' eq ', ' ne ');
  const order = fc.constantFrom('<', '<=', '>', '>=', ' lt ', ' ge ');
  const both = fc.constantFrom('&&', '||', ' and ', ' or ');
  const joined = fc.tuple(inner, space, both, space, inner).map((parts) => parts.join(''));
  return fc.oneof(
    leaf,
    fc.tuple(value, space, equal, space, value).map((parts) => parts.join('')),
    fc.tuple(number(depth - 1), space, order, space, number(depth - 1)).map((parts) => parts.join('')),
    joined,
    joined.map((whole) => `(${whole})`),
    fc.tuple(fc.constantFrom('!', '! ', 'not '), inner).map((parts) => parts.join('')),
  );
}

function literalList(depth: number): Source {
  const item = depth === 0 ? text(0) : fc.oneof(text(depth - 1), number(depth - 1));
  const range = fc.tuple(fc.integer({ min: -2, max: 5 }), fc.constantFrom('3', '0', '$number'));
  return fc.oneof(
    fc.array(item, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    range.map(([from, to]) => `[${from}..${to}]`),
  );
}

function literalMap(depth: number): Source {
  const key = fc.constantFrom("'a'", "'k'", '"b"');
  const entry = fc
    .tuple(key, depth === 0 ? text(0) : expression(depth - 1))
    .map(([name, value]) => `${name}: ${value}`);
  return fc.array(entry, { maxLength: 2 }).map((entries) => `{${entries.join(', ')}}`);
}
