import { join } from 'node:path';
import { APP, OTHER } from '../support/apis';
import { aRestEvent, environmentOf } from '../support/functions';
import { allowing, aPolicy } from '../support/policies';
import { removeFolders, run } from './a-function';
import { example } from './examples';
import { Consumer } from './packed';
import { describeWith, JARS, PACKAGES, PYTHON } from './runtimes';

const EXACT = environmentOf(aPolicy({ allowOrigins: [APP, OTHER], allowCredentials: true, exposeHeaders: ['ETag'] }));
const PATTERNS = environmentOf(allowing('https://*.example.com', 'https://*.example.org:8443'));
const ANYBODY = environmentOf(allowing('*'));
const STRANGER = 'https://app.example.com.evil.io';

/** What a page of each origin may see of an answer, of whichever form it is. */
interface Seen {
  readonly allowOrigin: unknown;
  readonly vary: unknown;
}

function seen(answer: unknown): Seen {
  const { headers, multiValueHeaders } = answer as Record<string, Record<string, unknown> | undefined>;
  const all = Object.entries({ ...headers, ...multiValueHeaders }).map(([name, value]) => [name.toLowerCase(), value]);
  const { 'access-control-allow-origin': allowOrigin, vary } = Object.fromEntries(all);
  return { allowOrigin: [allowOrigin].flat()[0], vary: [vary].flat()[0] };
}

const RIGHT: readonly Seen[] = [
  { allowOrigin: APP, vary: 'Origin' },
  { allowOrigin: OTHER, vary: 'Origin' },
  { allowOrigin: undefined, vary: 'Origin' },
];
const ORIGINS = [APP, OTHER, STRANGER];

/** A request as Powertools reads it. */
const aRequestOf = (origin: string) =>
  aRestEvent(origin, {
    requestContext: { stage: 'prod', resourcePath: '/orders', path: '/orders', httpMethod: 'GET' },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
  });

afterAll(removeFolders);

describeWith(PACKAGES, 'the examples for Node.js', (packages) => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = new Consumer(packages);
  });
  afterAll(() => consumer.remove());

  function answersOf(name: string, environment: string): readonly Seen[] {
    consumer.write(name, example(name));
    const file = consumer.write(
      'call.mjs',
      `import { handler } from './${name}';
       const context = { getRemainingTimeInMillis: () => 1000 };
       for (const event of ${JSON.stringify(ORIGINS.map((origin) => aRestEvent(origin)))}) {
         console.log(JSON.stringify(await handler(event, context)));
       }`,
    );
    const lines = consumer.run(process.execPath, [file], { CDK_APIGATEWAY_CORS: environment }).trim().split('\n');
    return lines.map((line) => seen(JSON.parse(line)));
  }

  test.each(['orders.mjs', 'middy.mjs'])('%s answers by the policy', (name) => {
    expect(answersOf(name, EXACT)).toEqual(RIGHT);
    expect(answersOf(name, PATTERNS)).toEqual(RIGHT);
  });
});

describeWith(PYTHON, 'the example for Powertools in Python', (python) => {
  const events = ORIGINS.map(aRequestOf);

  /** The policy is for the handler, and so nothing is wrapped. */
  async function answersOf(environment: string): Promise<readonly unknown[]> {
    const started = {
      ...python,
      variables: (opt: string) => ({ ...python.variables(opt), CDK_APIGATEWAY_CORS: environment }),
    };
    const code = { handler: 'powertools.handler', files: { 'powertools.py': example('powertools.py') } };
    const { outcomes } = await run(started, code, undefined, events);
    return outcomes.map((one) => (one.kind === 'answer' ? seen(JSON.parse(one.text)) : one));
  }

  test('answers by the policy', async () => {
    expect(await answersOf(EXACT)).toEqual(RIGHT);
    expect(await answersOf(ANYBODY)).toEqual(ORIGINS.map(() => ({ allowOrigin: '*', vary: 'Origin' })));
  });

  test('answers without the headers where it has nothing but patterns to compare', async () => {
    expect(await answersOf(PATTERNS)).toEqual(ORIGINS.map(() => ({ allowOrigin: undefined, vary: 'Origin' })));
  });

  test('is answered for by the layer, when it does nothing about CORS, in lists as it answers itself', async () => {
    const text = `from aws_lambda_powertools.event_handler import APIGatewayRestResolver
app = APIGatewayRestResolver()
@app.get("/orders")
def orders():
    return []
def handler(event, context):
    return app.resolve(event, context)
`;
    const { outcomes } = await run(python, { handler: 'main.handler', files: { 'main.py': text } }, PATTERNS, events);
    expect(outcomes.map((one) => (one.kind === 'answer' ? seen(JSON.parse(one.text)) : one))).toEqual(RIGHT);
  });
});

const CALL = `import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;
public class Call {
  public static void main(String[] origins) {
    for (String origin : origins) {
      Map<String, String> headers = new Orders()
          .handleRequest(new APIGatewayProxyRequestEvent().withHeaders(Map.of("ORIGIN", origin)), null).getHeaders();
      System.out.println(headers.get("Access-Control-Allow-Origin") + " " + headers.get("Vary"));
    }
  }
}`;

describeWith(JARS, 'the example for Java', (jars) => {
  test('compiles, and answers by the policy', () => {
    const consumer = new Consumer();
    // To start quickly matters more than to run quickly.
    const quickly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
    const path = `.:${join(jars, '*')}`;
    consumer.write('Orders.java', example('Orders.java'));
    consumer.write('Call.java', CALL);
    const flags = quickly.map((flag) => `-J${flag}`);
    consumer.run('javac', [...flags, '-proc:none', '-cp', path, 'Orders.java', 'Call.java']);
    const called = [...quickly, '-cp', path, 'Call', ...ORIGINS];
    const lines = consumer.run('java', called, { CDK_APIGATEWAY_CORS: EXACT }).trim().split('\n');
    expect(lines).toEqual([`${APP} Origin`, `${OTHER} Origin`, 'null Origin']);
    consumer.remove();
  });
});
