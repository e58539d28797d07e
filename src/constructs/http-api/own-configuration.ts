import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { HttpCorsConfiguration } from '../../render/http-cors';
import { renderedProperties } from '../plain-view';

/** The CORS configuration of an HTTP API, as this library wrote it. */
export class OwnConfiguration {
  private written: HttpCorsConfiguration | undefined;
  private property: CfnApi['corsConfiguration'];

  constructor(private readonly api: CfnApi) {}

  get value(): HttpCorsConfiguration | undefined {
    return this.written;
  }

  /** Writes it in plain values, so that an Aspect that comes later can read it; not over what such a one has written. */
  set(configuration: HttpCorsConfiguration): void {
    if (this.api.corsConfiguration !== this.property) {
      return;
    }
    this.written = configuration;
    const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, ...rest } = configuration;
    this.api.corsConfiguration = {
      ...rest,
      allowOrigins: [...allowOrigins],
      allowMethods: allowMethods && [...allowMethods],
      allowHeaders: allowHeaders && [...allowHeaders],
      exposeHeaders: exposeHeaders && [...exposeHeaders],
    };
    this.property = this.api.corsConfiguration;
  }

  /** Whether the template will hold it; something that came later may have changed it. */
  isIntact(): boolean {
    const expected = Object.entries(this.written ?? {}).map(([name, value]) => [
      name[0].toUpperCase() + name.slice(1),
      value,
    ]);
    const final = renderedProperties(this.api).CorsConfiguration ?? {};
    return sorted(final) === sorted(this.api.stack.resolve(Object.fromEntries(expected)));
  }
}

function sorted(members: object): string {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return JSON.stringify(present.sort(([one], [other]) => (one < other ? -1 : 1)));
}
