// Packs the library as it is published, installs it into an empty folder beside the oldest aws-cdk-lib that it supports,
// and uses it there as a stranger would.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { devDependencies } = require('../package.json');
const folder = mkdtempSync(join(tmpdir(), 'cors-package-'));

const APP = `
const { App, Stack } = require('aws-cdk-lib');
const { LambdaIntegration, MockIntegration, RestApi } = require('aws-cdk-lib/aws-apigateway');
const { Code, Function, Runtime } = require('aws-cdk-lib/aws-lambda');
const { ProxyResponses, RestApiCors } = require('cdk-apigateway-cors');

const stack = new Stack(new App(), 'Shop');
const api = new RestApi(stack, 'Api');
api.root.addResource('orders').addMethod('GET', new MockIntegration());
const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
const users = new Function(stack, 'Users', { code, handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
api.root.addResource('users').addMethod('GET', new LambdaIntegration(users));
new RestApiCors(stack, 'Cors', {
  api,
  allowOrigins: ['https://**.example.com', 'https://app.example.org'],
  proxyResponses: ProxyResponses.wrap(),
});
const { Resources } = stack.node.root.synth().getStackByName('Shop').template;
const preflights = Object.values(Resources).filter(({ Properties }) => Properties?.HttpMethod === 'OPTIONS');
const layers = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::LayerVersion');
if (preflights.length !== 3 || layers.length !== 1) {
  throw new Error('expected 3 OPTIONS methods and a layer, got ' + preflights.length + ' and ' + layers.length);
}
console.log('packed, installed and used: ' + preflights.length + ' OPTIONS methods, and a layer');
`;

try {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  writeFileSync(join(folder, 'app.js'), APP);
  const packages = [
    `./${tarball}`,
    `aws-cdk-lib@${devDependencies['aws-cdk-lib']}`,
    `constructs@${devDependencies.constructs}`,
  ];
  execFileSync('npm', ['install', '--silent', ...packages], { cwd: folder, stdio: 'inherit' });
  execFileSync('node', ['app.js'], { cwd: folder, stdio: 'inherit', env: { ...process.env, CDK_VALIDATION: 'false' } });
  // The command line stands alone: it is found, may be run, and loads.
  execFileSync(join(folder, 'node_modules', '.bin', 'cdk-apigateway-cors'), ['check', '--help'], { cwd: folder });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
