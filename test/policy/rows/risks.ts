import { PUBLIC_SUFFIX_LIST } from '../../../src/policy/public-suffix-parents';
import type { RuleId } from '../../../src/policy/rules';
import type { Neighbour, Row } from './row';

const LIST_YOURS = 'list the origins that are yours';

/** A rule whose severity depends: an error with credentials, a warning without them or with the flag. */
function depends(id: RuleId, origin: string, flag: string, why: string, fix: string): Row[] {
  const row = { id, property: 'allowOrigins[0]', got: `"${origin}"`, why, fix: `${fix}, or acknowledge the warning` };
  const allowOrigins = [origin];
  return [
    { ...row, fix: `${fix}, or ${flag}`, severity: 'error', input: { allowOrigins, allowCredentials: true } },
    { ...row, severity: 'warning', input: { allowOrigins } },
    { ...row, severity: 'warning', input: { allowOrigins, allowCredentials: true, [flag]: true } },
  ];
}

const suffix = (id: RuleId, origin: string, host: string): Row[] =>
  depends(
    id,
    origin,
    'dangerouslyAllowPublicSuffixSubdomains',
    `${host}, Public Suffix List of ${PUBLIC_SUFFIX_LIST}`,
    LIST_YOURS,
  );

const insecure = (origin: string, secure: string): Row[] =>
  depends('origin-insecure', origin, 'dangerouslyAllowInsecureOrigins', 'over http', `"${secure}"`);

const credentialed = (id: RuleId, origin: string, why: string, fix: string): Row => ({
  id,
  input: { allowOrigins: [origin], allowCredentials: true },
  severity: 'warning',
  property: 'allowOrigins[0]',
  got: `"${origin}"`,
  why,
  fix,
});

const OWN_STACKS = 'list it only in the stacks that developers deploy for themselves';
const OWNS_SCHEME = 'nothing, if the app on the device owns the scheme; acknowledge the warning';

/** What is well written and lets in more than its author may think. */
export const RISK_ROWS: readonly Row[] = [
  ...suffix('origin-public-suffix', 'https://*.com', 'com'),
  ...suffix('origin-public-suffix', 'https://**.co.uk:8443', 'co.uk'),
  ...suffix('origin-public-suffix', 'https://*.github.io', 'github.io'),
  ...suffix('origin-public-suffix', 'https://*.s3.amazonaws.com', 's3.amazonaws.com'),
  ...suffix('origin-public-suffix', 'https://*.us-east-1.elb.amazonaws.com', 'us-east-1.elb.amazonaws.com'),
  ...suffix('origin-public-suffix', 'https://*.compute-1.amazonaws.com', 'compute-1.amazonaws.com'),
  ...suffix('origin-public-suffix', 'https://*.nobodys-tld', 'nobodys-tld'),
  ...suffix('origin-spans-public-suffix', 'https://**.amazonaws.com', 'amazonaws.com'),
  ...suffix('origin-spans-public-suffix', 'https://**.windows.net:*', 'windows.net'),
  ...insecure('http://shop.example.com', 'https://shop.example.com'),
  ...insecure('http://*.example.com:8080', 'https://*.example.com:8080'),
  ...insecure('http://shop.example.com:443', 'https://shop.example.com'),
  ...insecure('http://shop.example.com:4430', 'https://shop.example.com:4430'),
  ...insecure('http://3.127.0.1', 'https://3.127.0.1'),
  ...insecure('http://192.0.2.1', 'https://192.0.2.1'),
  ...insecure('http://128.0.0.1:3000', 'https://128.0.0.1:3000'),
  ...insecure('http://127.0.0.1.example.com', 'https://127.0.0.1.example.com'),
  ...insecure('http://notlocalhost', 'https://notlocalhost'),
  credentialed('origin-localhost', 'http://localhost:3000', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://localhost', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://shop.localhost:3000', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://127.255.255.254', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://127.0.0.1:*', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://[::1]:3000', 'any program on the machine', OWN_STACKS),
  credentialed('origin-localhost', 'http://*.localhost', 'any program on the machine', OWN_STACKS),
  credentialed('origin-custom-scheme', 'capacitor://localhost', 'register the scheme', OWNS_SCHEME),
  ...(
    [
      'dangerouslyAllowInsecureOrigins',
      'dangerouslyAllowPublicSuffixSubdomains',
      'dangerouslyEchoOriginInErrors',
    ] as const
  ).flatMap((property) =>
    [{ allowCredentials: true }, { allowOrigins: ['*'] }, { allowOrigins: ['https://**.example.com'] }]
      .filter(({ allowCredentials }) => property !== 'dangerouslyEchoOriginInErrors' || allowCredentials !== undefined)
      .map(
        (input): Row => ({
          id: 'danger-without-effect',
          input: { ...input, [property]: true },
          severity: 'warning',
          property,
          got: 'true',
          why: 'does not contain',
          fix: 'remove the property',
        }),
      ),
  ),
];

export const RISK_NEIGHBOURS: readonly Neighbour[] = [
  ...[
    'https://shop.co.uk',
    'https://*.example.co.uk',
    'https://**.my-bucket.s3.amazonaws.com',
    'https://**.example.com',
    // A public suffix can be a site itself.
    'https://github.io',
    'https://github.io:*',
  ],
  ...['https://*.amazonaws.com', 'https://*.localhost', 'https://localhost:3000', 'https://192.0.2.1'],
]
  .map((origin): Neighbour => ({ allowOrigins: [origin], allowCredentials: true }))
  .concat(
    { allowOrigins: ['http://localhost:3000'] },
    { allowOrigins: ['capacitor://localhost'] },
    {
      allowOrigins: ['https://a.example.com', 'https://b.example.com'],
      allowCredentials: true,
      dangerouslyEchoOriginInErrors: true,
    },
  );
