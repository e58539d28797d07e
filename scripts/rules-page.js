// Writes docs/rules.md from the catalogues of the rules and of the notices: every id that an error or a warning can have.
//   node scripts/rules-page.js        (after the library was compiled)
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const TARGET = join(__dirname, '..', 'docs', 'rules.md');

const SEVERITY = {
  error: 'error',
  warning: 'warning',
  depends: 'error with `allowCredentials`, else warning',
};

function renderRules(rules, notices, documents) {
  return `# Rules and notices

Every problem has an id that does not change. Errors come when the construct is made, all of a policy at once, and cannot
be switched off. Warnings come at synthesis and can be acknowledged:

\`\`\`ts
Annotations.of(this).acknowledgeWarning('cdk-apigateway-cors:proxy-responses', 'the handlers return the headers');
\`\`\`

## Rules of a policy

| id | severity | why |
|---|---|---|
${Object.entries(rules)
  .map(([id, { severity, why }]) => `| \`${id}\` | ${SEVERITY[severity]} | ${cell(why)} |`)
  .join('\n')}

More errors are about the API and not about the policy: \`cors-already-applied\` (a second \`RestApiCors\` on one API or one
resource), \`cors-excluded\` (one on a resource that \`RestApiCors.exclude\` keeps out), \`resource-of-another-api\` (a
\`resource\` that is not of \`api\`) and \`cors-too-late\` (one that an Aspect makes when the routes have their CORS already).

Of an HTTP API there are \`cors-configuration-exists\` (it says already what CORS it has), \`http-api-document\` (it is imported
from an OpenAPI document), \`http-api-imported\` (it is defined outside the app), \`http-api-websocket\` (it is a WebSocket API)
and, at synthesis, \`preflight-behind-authorizer\` (a route of ANY or \`$default\` would refuse every preflight).

## Problems of an OpenAPI document

All of these are errors: one with every problem, when the construct is made if the document lies in a bucket, else when the
app is synthesised.

| id | why |
|---|---|
${Object.entries(documents)
  .map(([id, why]) => `| \`${id}\` | ${cell(why)} |`)
  .join('\n')}

## Notices about an API

All of these are warnings.

| id | what it says |
|---|---|
${Object.entries(notices)
  .map(([id, text]) => `| \`${id}\` | ${cell(text)} |`)
  .join('\n')}
`;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}

module.exports = { renderRules, TARGET };

if (require.main === module) {
  const { RULES } = require('../lib/policy/rules');
  const { NOTICES } = require('../lib/plan/notices');
  const { DOCUMENT_RULES } = require('../lib/openapi/problems');
  writeFileSync(TARGET, renderRules(RULES, NOTICES, DOCUMENT_RULES));
}
