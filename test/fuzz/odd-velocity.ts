/** Takes very long, or very much, if nobody sets it a bound. */
export const LONG_RUNNING_CODE: readonly string[] = [
  '#foreach($i in [1..1000000])#foreach($j in [1..1000000])x#end#end',
  '#set($x = "xxxxxxxxxxxxxxxx")#foreach($i in [1..60])#set($x = "$x$x")#end$x',
  '#set($l = [])#foreach($i in [1..100000])#set($ok = $l.add($l))#end$l',
  kept('#set($ok = $l.add("$s$i$j"))'),
  kept('#set($ok = $l.add($s.split("")))'),
  kept('#set($t = $s.replace("b", "c"))'),
  kept('#set($ok = $l.add([1..999]))'),
  '#set($m = {})#set($ok = $m.put("m", $m))$m',
  '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")#if($s.matches("(a+)+$"))x#end',
  '#set($s = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")$s.replaceAll("(.*)*(.*)*(.*)*$", "$1$1$1$1")',
  '#set($s = "a")#foreach($i in [1..40])#set($s = $s.replaceAll("a", "aa"))#end$s',
  '$util.parseJson("[[[[[[[[")',
  `#set($d = ${'('.repeat(2000)}1${')'.repeat(2000)})`,
  '#if($a)'.repeat(2000),
  `$${'a.b('.repeat(1000)}`,
  '#macro(a)#a()#end#a()',
  '#evaluate("#evaluate($self)")#parse("self.vm")#include("/etc/passwd")',
  '#set($i = 9223372036854775807)#set($i = $i + 1)$i #set($z = 1 / 0)$z #set($z = 1 % 0)$z',
];

/** Cut off, misplaced, or asking for what is not there. */
export const ODD_CODE: readonly string[] = [
  '#if(',
  '#end',
  '#else',
  '#elseif($x)',
  '#set($x',
  '#set($x = [1..',
  '#foreach($x in $x)',
  '$',
  '${',
  '$!{',
  '$!{x.y[0]["z"]}',
  '#[[ raw',
  '## comment',
  '#* comment',
  '\\$x\\\\$x \\#if',
  '#stop',
  '#break',
  '#return',
  "$input.params('a'",
  '$input.path("$..[?(@.a=~/x/)]")',
  "$input.json('$[*]..*')",
  '$context.requestOverride.header.x',
  '#set($context.responseOverride.status = "999")',
  '#set($context.responseOverride.header.__proto__ = "x")',
  '#set($context.responseOverride.header = 5)',
  '$util.base64Decode("%%%%")$util.urlDecode("%")$util.escapeJavaScript($util)',
  '$util.getClass().forName("java.lang.Runtime").getRuntime().exec("id")',
  '{"statusCode": 1e9}',
  '{"statusCode": "abc"}',
  '{"statusCode": [200]}',
  '{"statusCode": 200',
  "'unclosed",
  'integration.response.body.$..*',
  'integration.response.header.__proto__',
  'context.constructor.constructor',
  'stageVariables.x',
];

/** Something done again and again with a text of half a million characters. */
function kept(body: string): string {
  const long = `#set($s = "a")${'#set($s = "$s$s")'.repeat(19)}`;
  return `#set($l = [])${long}#foreach($i in [1..150])#foreach($j in [1..150])${body}#end#end`;
}
