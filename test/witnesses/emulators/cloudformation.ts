/** What CloudFormation made of a template. */
export interface DeployedStack {
  readonly status: string;
  /** Physical ids by logical ones, of what was made. */
  readonly resources: ReadonlyMap<string, string>;
  /** Why something could not be made, with its logical id. */
  readonly failures: readonly string[];
}

const DEPLOYED_WITHIN = 60_000;

/** The CloudFormation of an emulator, which looks at no signature. */
export class CloudFormation {
  constructor(private readonly url: string) {}

  /** Makes a stack of the template at a URL; the outcome says whether it could be made. */
  async deploy(name: string, templateUrl: string): Promise<DeployedStack> {
    const created = await this.ask('CreateStack', {
      StackName: name,
      TemplateURL: templateUrl,
      'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
      OnFailure: 'DO_NOTHING',
    });
    const refused = element(created, 'Message');
    if (refused !== undefined) {
      return { status: 'REFUSED', resources: new Map(), failures: [refused] };
    }
    const until = Date.now() + DEPLOYED_WITHIN;
    let status = 'CREATE_IN_PROGRESS';
    while (status.endsWith('_IN_PROGRESS') && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      status = element(await this.ask('DescribeStacks', { StackName: name }), 'StackStatus') ?? 'UNKNOWN';
    }
    return { status, resources: await this.resourcesOf(name), failures: await this.failuresOf(name) };
  }

  async remove(name: string): Promise<void> {
    await this.ask('DeleteStack', { StackName: name });
  }

  private async resourcesOf(name: string): Promise<ReadonlyMap<string, string>> {
    const members = elements(await this.ask('DescribeStackResources', { StackName: name }), 'member');
    return new Map(
      members.map((member) => [
        element(member, 'LogicalResourceId') ?? '',
        element(member, 'PhysicalResourceId') ?? '',
      ]),
    );
  }

  private async failuresOf(name: string): Promise<readonly string[]> {
    const members = elements(await this.ask('DescribeStackEvents', { StackName: name }), 'member');
    return members
      .filter((member) => element(member, 'ResourceStatus')?.endsWith('_FAILED'))
      .map((member) => `${element(member, 'LogicalResourceId')}: ${element(member, 'ResourceStatusReason')}`);
  }

  private async ask(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        // Only the name of the service is read out of it.
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: new URLSearchParams({ Action: action, Version: '2010-05-15', ...parameters }),
      signal: AbortSignal.timeout(DEPLOYED_WITHIN),
    });
    return response.text();
  }
}

/** The text of the first element with this name: the answers are flat enough for that. */
function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp|#39);/g, (_found, entity: string) => ENTITIES[entity] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", amp: '&' };

function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map(([, inner = '']) => inner);
}
