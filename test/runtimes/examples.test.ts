import { join } from 'node:path';
import { APP, OTHER } from '../support/apis';
import { aRestEvent, environmentOf } from '../support/functions';
import { allowing, aPolicy } from '../support/policies';
import { removeFolders, run } from './a-function';
import { example } from './examples';
import { Consumer } from './packed';
import { describeWith, MAVEN, PACKAGES, PYTHON } from './runtimes';

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

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>orders</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.lambda</groupId><artifactId>powertools-serialization</artifactId><version>2.7.0</version></dependency>
    <dependency><groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-core</artifactId><version>1.3.0</version></dependency>
    <dependency><groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-events</artifactId><version>3.16.1</version></dependency>
  </dependencies>
</project>`;

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

describeWith(MAVEN, 'the example for Java', (maven) => {
  test('compiles, and answers by the policy', () => {
    const consumer = new Consumer();
    const java = (command: string, parameters: readonly string[]): string =>
      consumer.run(command, parameters, { CDK_APIGATEWAY_CORS: EXACT });
    consumer.write('pom.xml', POM);
    consumer.write('Orders.java', example('Orders.java'));
    consumer.write('Call.java', CALL);
    java(maven, ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars']);
    const path = `.:${join('jars', '*')}`;
    java('javac', ['-cp', path, 'Orders.java', 'Call.java']);
    const lines = java('java', ['-cp', path, 'Call', ...ORIGINS])
      .trim()
      .split('\n');
    expect(lines).toEqual([`${APP} Origin`, `${OTHER} Origin`, 'null Origin']);
    consumer.remove();
  }, 300_000);
});
