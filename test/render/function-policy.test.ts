import { functionPolicy } from '../../src/render/function-policy';
import { deployTime } from '../support/deploy-time';
import { aPolicy } from '../support/policies';

const written = (input: Parameters<typeof aPolicy>[0]): unknown =>
  JSON.parse(functionPolicy(aPolicy(input, { deployTime }), 'layer', (text) => `<${text}>`));

test.each<readonly [string, Parameters<typeof aPolicy>[0], object]>([
  ['one origin', {}, { allowOrigins: ['https://app.example.com'] }],
  ['every origin', { allowOrigins: ['*'] }, { allowOrigins: '*' }],
  [
    'patterns apart from origins',
    { allowOrigins: ['https://*.example.com', 'https://app.example.org'] },
    { allowOrigins: ['https://app.example.org'], allowOriginPatterns: ['https://*.example.com'] },
  ],
  [
    'credentials and exposed headers',
    { allowCredentials: true, exposeHeaders: ['ETag'] },
    { allowOrigins: ['https://app.example.com'], allowCredentials: true, exposeHeaders: ['ETag'] },
  ],
  [
    'what is known only at deployment among the origins, made safe',
    { allowOrigins: ['known-later'] },
    { allowOrigins: ['<known-later>'] },
  ],
])('a function is told %s', (_, input, expected) => {
  expect(written(input)).toEqual({ appliedBy: 'layer', ...expected });
});
