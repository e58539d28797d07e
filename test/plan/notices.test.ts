import { describeNotice, NOTICES, type NoticeId } from '../../src/plan/notices';
import { aPolicy } from '../support/policies';

const ids = Object.keys(NOTICES) as NoticeId[];

test.each(ids)('%s says what it is about, why it matters and what to do', (id) => {
  const text = describeNotice(id, ['GET /shop', 'POST /shop'], aPolicy());
  expect(text).toBe(`GET /shop, POST /shop: ${NOTICES[id]}. Fix: ${text.split('. Fix: ')[1]}`);
  expect(text.split('. Fix: ')[1].length).toBeGreaterThan(20);
});

test('a notice about nothing in particular has no empty brackets', () => {
  expect(describeNotice('errors-opaque', [], aPolicy())).toContain(`${NOTICES['errors-opaque']}. Fix: `);
});

const HINT = '. proxyResponses does it for Lambda functions';

describe('what the backend of a proxy has to return', () => {
  const fix = (input: Parameters<typeof aPolicy>[0]) =>
    describeNotice('proxy-responses', [], aPolicy(input)).split('. Fix: ')[1];

  test('is the one origin that is allowed', () => {
    expect(fix({})).toBe(`let the backend return Access-Control-Allow-Origin: https://app.example.com${HINT}`);
  });

  test('is * where everybody is', () => {
    expect(fix({ allowOrigins: ['*'] })).toBe(`let the backend return Access-Control-Allow-Origin: *${HINT}`);
  });

  test('is a comparison and Vary for a list, with credentials and exposed headers where the policy has them', () => {
    expect(
      fix({ allowOrigins: ['https://*.example.com'], allowCredentials: true, exposeHeaders: ['ETag', 'X-Id'] }),
    ).toBe(
      "let the backend return Access-Control-Allow-Origin: the request's Origin if it is allowed, else nothing; " +
        'Access-Control-Allow-Credentials: true; Access-Control-Expose-Headers: ETag,X-Id; ' +
        `Vary: Origin, whether it is allowed or not${HINT}`,
    );
  });
});
