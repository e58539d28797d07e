import { damagedBytes } from './byte-mutations';
import { ADMIN, anAssembly, closedTemplates, otherTemplates, PAGE, STRANGER } from './corpus';
import type { Dice } from './dice';
import { changedJson } from './json-mutations';
import { asText } from './json-text';
import { aRecording, someExchanges } from './recordings';
import { OPEN_TEMPLATE_WORDS, RECORDING_WORDS, TEMPLATE_WORDS } from './words';

/** Files in a folder, and the arguments of a command that is run there; paths among them begin with `./`. */
export interface Input {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly argv: readonly string[];
  readonly stdin?: Uint8Array;
}

const CLOSED = closedTemplates();
const TEMPLATES = [...CLOSED, ...otherTemplates()];
const RECORDINGS = [aRecording(), someExchanges()];
const ASSEMBLY = anAssembly();

/** Any template, changed in any way, asked about in any way. */
export function aChangedTemplate(dice: Dice): Input {
  return checking(changedJson(dice.pick(TEMPLATES).json, OPEN_TEMPLATE_WORDS, dice), dice);
}

/** A template that lets in the page and not the stranger, changed by nothing that could let the stranger in. */
export function aClosedTemplate(dice: Dice): Input {
  const text = changedJson(dice.pick(CLOSED).json, TEMPLATE_WORDS, dice);
  const credentials = dice.oneIn(2) ? ['--credentials'] : [];
  return {
    files: new Map([['template.json', text]]),
    argv: ['check', './template.json', '--origin', STRANGER, '--origin', PAGE, '--json', ...credentials],
  };
}

export function aDamagedTemplate(dice: Dice): Input {
  return checking(damagedBytes(JSON.stringify(dice.pick(TEMPLATES).json), dice), dice);
}

/** What `cdk synth` writes, with one of its files changed or gone. */
export function aChangedAssembly(dice: Dice): Input {
  const files = new Map<string, string | Uint8Array>([...ASSEMBLY].map(([name, json]) => [name, asText(json)]));
  const name = dice.pick([...ASSEMBLY.keys()]);
  const before = ASSEMBLY.get(name);
  switch (dice.below(8)) {
    case 0:
      files.delete(name);
      break;
    case 1:
      files.set(name, damagedBytes(asText(before), dice));
      break;
    default:
      files.set(name, changedJson(before, ASSEMBLY_WORDS, dice));
  }
  return { files, argv: ['check', dice.oneIn(5) ? './Shop.template.json' : '.', ...options(dice)] };
}

export function aChangedRecording(dice: Dice): Input {
  return explaining(changedJson(dice.pick(RECORDINGS).json, RECORDING_WORDS, dice), dice);
}

export function aDamagedRecording(dice: Dice): Input {
  return explaining(damagedBytes(JSON.stringify(dice.pick(RECORDINGS).json), dice), dice);
}

/** Arguments that nobody would type. `probe` is not asked to call anybody, and `serve` never gets as far as to serve. */
export function aCommandLine(dice: Dice): Input {
  const command = dice.pick(['check', 'explain', 'probe', 'serve', 'help', '--help', dice.text()]);
  const some = Array.from({ length: dice.below(6) }, () => (dice.oneIn(4) ? dice.text() : dice.pick(ARGUMENTS)));
  const argv = [command, ...some].filter((argument) => !argument.includes('\u0000'));
  return { files: new Map([['template.json', asText(dice.pick(CLOSED).json)]]), argv: harmless(argv) };
}

const ARGUMENTS: readonly string[] = [
  './template.json',
  './nowhere.json',
  '.',
  '-',
  '--',
  '--json',
  '--help',
  '-h',
  '--origin',
  PAGE,
  'https://app.example.com/path',
  'app.example.com',
  '*',
  'null',
  `--origin=${PAGE}`,
  '--origin=',
  '--header',
  'X-A: b',
  'a\u0007:b',
  ':',
  '--credentials',
  '--credentials=yes',
  '--without-errors',
  '--html',
  '--html=/nowhere/page.html',
  '--method',
  'PATCH',
  'G\u00cbT',
  '--timeout=0',
  '--timeout=1e9',
  '--port=99999',
  '--port=-1',
  '--upstream=ftp://x',
  '--upstream=http://user:password@x/',
  '--api=nobody',
  '--__proto__',
  '--constructor=1',
  'http://',
  'https://[::1',
  'file:///etc/passwd',
  'x'.repeat(5000),
];

/** So that no request leaves the machine and no server stays. */
function harmless(argv: readonly string[]): readonly string[] {
  const [command, ...rest] = argv;
  const calls = command === 'probe' && rest.some((argument) => /^https?:\/\/[^[]/i.test(argument));
  return calls || command === 'serve' ? [...argv, '--no-such-option'] : argv;
}

function checking(text: string | Uint8Array, dice: Dice): Input {
  return { files: new Map([['template.json', text]]), argv: ['check', './template.json', ...options(dice)] };
}

function options(dice: Dice): readonly string[] {
  const given = [PAGE, ADMIN, STRANGER, 'null', 'http://localhost:3000'].filter(() => dice.oneIn(3));
  return [
    ...(given.length === 0 ? [PAGE] : given).flatMap((origin) => ['--origin', origin]),
    ...(dice.oneIn(2) ? ['--json'] : []),
    ...(dice.oneIn(3) ? ['--credentials'] : []),
    ...(dice.oneIn(4) ? ['--header', 'Content-Type: application/json'] : []),
    ...(dice.oneIn(8) ? ['--without-errors'] : []),
    ...(dice.oneIn(8) ? ['--html', './page.html'] : []),
  ];
}

function explaining(text: string | Uint8Array, dice: Dice): Input {
  const json = dice.oneIn(2) ? ['--json'] : [];
  return dice.oneIn(4)
    ? { files: new Map(), argv: ['explain', '-', ...json], stdin: Buffer.from(text) }
    : { files: new Map([['recording.har', text]]), argv: ['explain', './recording.har', ...json] };
}

const ASSEMBLY_WORDS = {
  ...TEMPLATE_WORDS,
  names: [...TEMPLATE_WORDS.names, 'artifacts', 'type', 'properties', 'templateFile', 'directoryName', 'dependencies'],
  values: [
    ...TEMPLATE_WORDS.values,
    'cdk:cloud-assembly',
    'aws:cloudformation:stack',
    'cdk:asset-manifest',
    '.',
    '..',
    '/dev/null',
    'manifest.json',
    'Shop.template.json',
    'below.nested.template.json',
  ],
};
