import type { App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { run } from '../cli/support/run';

/** The tables and hazards that `check` prints of an app: each route, and what a page of each origin can do with it. */
export async function verdictTable(construct: IConstruct, ...origins: string[]): Promise<string> {
  const assembly = (construct.node.root as App).synth();
  const { out } = await run(['check', assembly.directory, ...origins.flatMap((origin) => ['--origin', origin])]);
  const [tables, explanations] = out.split('✓ allowed ');
  return [tables.trimEnd(), ...(explanations.match(/^(?:hazard|routes): .*$/gm) ?? [])].join('\n');
}
