// One measurement in a process of its own, printed as JSON: synth <kind> <resources> <policy>, or import
const { statSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

process.env.CDK_VALIDATION = 'false';

const [what, kind, resources, policy] = process.argv.slice(2);
console.log(JSON.stringify(what === 'import' ? measureImport() : measureSynth()));

/** Construction and synthesis, with everything loaded before. */
function measureSynth() {
  const { appOf } = require('./apps');
  // A small app of the kind loads all that it needs.
  appOf(kind, 1, policy).synth();
  const started = performance.now();
  const { directory, stacks } = appOf(kind, Number(resources), policy).synth();
  const ms = performance.now() - started;
  const file = join(directory, stacks[0].templateFile);
  const template = JSON.parse(readFileSync(file, 'utf8'));
  return {
    ms,
    bytes: statSync(file).size,
    cfnResources: Object.keys(template.Resources).length,
  };
}

/** What the package adds to an app that has loaded the API Gateway constructs anyway. */
function measureImport() {
  const timed = (load) => {
    const busy = process.cpuUsage();
    load();
    return process.cpuUsage(busy).user / 1000;
  };
  // The CDK loads its modules when they are first touched, and so does the package.
  const apigatewayMs = timed(() => [require('aws-cdk-lib').Stack, require('aws-cdk-lib/aws-apigateway').RestApi]);
  return { apigatewayMs, constructsMs: timed(() => require('../lib').RestApiCors) };
}
