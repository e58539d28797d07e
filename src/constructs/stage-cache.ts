import type { CfnResource } from 'aws-cdk-lib';
import type { MethodSetting, StageModel } from '../plan/stage-cache';
import { isRecord } from '../render/template-values';
import { renderedProperties } from './plain-view';

/** A stage as the template will have it: an AWS::ApiGateway::Stage, or the one that a Deployment describes itself. */
export function readStage(element: CfnResource): StageModel {
  const properties = renderedProperties(element);
  const { StageName: name, StageDescription: described } = properties;
  const { CacheClusterEnabled, CachingEnabled, MethodSettings } = isRecord(described) ? described : properties;
  const settings = (Array.isArray(MethodSettings) ? MethodSettings : []).filter(isRecord).map(readSetting);
  const forAll = { resourcePath: '/*', httpMethod: '*', cachingEnabled: perhaps(CachingEnabled) };
  return {
    name: typeof name === 'string' ? name : element.node.path,
    hasCache: perhaps(CacheClusterEnabled) ?? false,
    settings: [...settings, forAll],
  };
}

function readSetting({ ResourcePath: path, HttpMethod: verb, CachingEnabled }: Readonly<Record<string, unknown>>) {
  const setting: MethodSetting = {
    resourcePath: typeof path === 'string' ? path : '/*',
    httpMethod: typeof verb === 'string' ? verb : '*',
    cachingEnabled: perhaps(CachingEnabled),
  };
  return setting;
}

/** True for what only CloudFormation can tell. */
function perhaps(value: unknown): boolean | undefined {
  return value === undefined ? undefined : value !== false && value !== 'false';
}
