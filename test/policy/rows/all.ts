import { HEADER_NEIGHBOURS, HEADER_ROWS } from './headers';
import { HTTP_API_ROWS } from './http-api';
import { LIST_NEIGHBOURS, LIST_ROWS } from './lists';
import { METHOD_NEIGHBOURS, METHOD_ROWS } from './methods';
import { NUMBER_NEIGHBOURS, NUMBER_ROWS } from './numbers';
import { ORIGIN_NEIGHBOURS, ORIGIN_ROWS } from './origins';
import { RISK_NEIGHBOURS, RISK_ROWS } from './risks';
import type { Neighbour, Row } from './row';

export const ROWS: readonly Row[] = [
  ORIGIN_ROWS,
  LIST_ROWS,
  RISK_ROWS,
  METHOD_ROWS,
  HEADER_ROWS,
  NUMBER_ROWS,
  HTTP_API_ROWS,
].flat();

export const NEIGHBOURS: readonly Neighbour[] = [
  ORIGIN_NEIGHBOURS,
  LIST_NEIGHBOURS,
  RISK_NEIGHBOURS,
  METHOD_NEIGHBOURS,
  HEADER_NEIGHBOURS,
  NUMBER_NEIGHBOURS,
].flat();
