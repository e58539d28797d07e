// In this repository the name of the package stands for its sources, so the examples import what their readers import
// and run without a build. An app that has the package installed needs none of this.
const Module = require('node:module');
const { join } = require('node:path');

const SOURCES = join(__dirname, '..', 'src', 'index.ts');
const resolveAsNodeDoes = Module._resolveFilename;

Module._resolveFilename = function resolveFilename(request, ...rest) {
  return resolveAsNodeDoes.call(this, request === 'cdk-apigateway-cors' ? SOURCES : request, ...rest);
};
