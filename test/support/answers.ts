import type { CorsAnswer } from '../../src/response/answers';
import { actualAnswer } from '../../src/response/answers';
import { aPolicy } from './policies';

/** An answer that is the same for everybody. */
export const FIXED: CorsAnswer = actualAnswer(aPolicy({ exposeHeaders: ['ETag'], allowCredentials: true }));

/** An answer that depends on the origin that asks. */
export const LISTED: CorsAnswer = actualAnswer(
  aPolicy({
    allowOrigins: ['https://a.example.com', 'https://*.example.com'],
    exposeHeaders: ['ETag'],
    allowCredentials: true,
  }),
);

/** The name of a method response's header. */
export const header = (name: string): string => `method.response.header.${name}`;
