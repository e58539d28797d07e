import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved } from '../../../src/verify/template/value';
import { type Json, nested, subject } from './stacks';

describe('values of nested stacks', () => {
  const child = {
    Parameters: { Api: { Type: 'String' }, Other: { Type: 'String', Default: 'd' } },
    Resources: { Inner: { Type: 'Inner', Properties: { api: { Ref: 'Api' }, other: { Ref: 'Other' } } } },
    Outputs: { Id: { Value: { Ref: 'Inner' } } },
  };

  test('go in by parameters and come out by outputs, in both ways as the resources they name', () => {
    const parent = {
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi' },
        Nest: nested('child.nested.template.json', { Parameters: { Api: { Ref: 'Api' } } }),
        Subject: {
          Type: 'Subject',
          Properties: {
            inner: { 'Fn::GetAtt': ['Nest', 'Outputs.Id'] },
            none: { 'Fn::GetAtt': ['Nest', 'Outputs.None'] },
          },
        },
      },
    };
    const templates = readTemplates([
      { name: 'cdk.out/parent.template.json', json: parent },
      { name: 'cdk.out/child.nested.template.json', json: child },
    ]);
    const inner = templates.ofType('Inner')[0];
    expect(inner?.stack.name).toBe('cdk.out/parent.template.json/Nest');
    expect(inner?.property('api')).toMatchObject({ stack: 'cdk.out/parent.template.json', logicalId: 'Api' });
    expect(inner?.property('other')).toBe('d');
    expect(subject(templates).property('inner')).toMatchObject({
      stack: 'cdk.out/parent.template.json/Nest',
      logicalId: 'Inner',
    });
    expect(subject(templates).property('none')).toBeInstanceOf(Unresolved);
  });

  test('are told apart where one template is nested twice', () => {
    const Api = (name: string): Json => ({ TemplateURL: './child.json', Parameters: { Api: name } });
    const parent = {
      Resources: {
        One: { Type: 'AWS::CloudFormation::Stack', Properties: Api('one') },
        Two: { Type: 'AWS::CloudFormation::Stack', Properties: Api('two') },
      },
    };
    const templates = readTemplates([
      { name: 'child.json', json: child },
      { name: 'parent.json', json: parent },
    ]);
    expect(templates.ofType('Inner').map((inner) => inner.property('api'))).toEqual(['one', 'two']);
  });

  test('of a template that is not given are references like all others', () => {
    const parent = {
      Resources: {
        Nest: nested('none.json'),
        Subject: { Type: 'Subject', Properties: { value: { 'Fn::GetAtt': ['Nest', 'Outputs.Id'] } } },
      },
    };
    const templates = readTemplates([{ name: 'parent.json', json: parent }]);
    expect(subject(templates).property('value')).toMatchObject({ logicalId: 'Nest', attribute: 'Outputs.Id' });
  });
});
