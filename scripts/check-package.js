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
const { MockIntegration, RestApi } = require('aws-cdk-lib/aws-apigateway');
const { RestApiCors } = require('cdk-apigateway-cors');

const stack = new Stack(new App(), 'Shop');
const api = new RestApi(stack, 'Api');
api.root.addResource('orders').addMethod('GET', new MockIntegration());
new RestApiCors(stack, 'Cors', { api, allowOrigins: ['https://**.example.com', 'https://app.example.org'] });
const { Resources } = stack.node.root.synth().getStackByName('Shop').template;
const preflights = Object.values(Resources).filter(({ Properties }) => Properties?.HttpMethod === 'OPTIONS');
if (preflights.length !== 2) {
  throw new Error('expected 2 OPTIONS methods, got ' + preflights.length);
}
console.log('packed, installed and used: ' + preflights.length + ' OPTIONS methods');
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
