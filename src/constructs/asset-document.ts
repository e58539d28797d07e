import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { AssetStaging, Stage, Token } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { IConstruct } from 'constructs';
import { applyEdits, type Edit, withoutEffect } from '../openapi/edits';
import { type DocumentProblem, documentProblem } from '../openapi/problems';
import type { DocumentText } from '../openapi/text';
import { isRecord } from '../render/template-values';
import type { DocumentSource } from './document-source';
import { renderedProperties } from './plain-view';

/** The asset that an API is imported from, whichever construct of the app made it. */
export function importedAsset(cfn: CfnRestApi): Asset | undefined {
  const key = keyOf(cfn);
  const isIt = (construct: IConstruct): construct is Asset =>
    construct instanceof Asset && construct.isFile && JSON.stringify(cfn.stack.resolve(construct.s3ObjectKey)) === key;
  return key === undefined ? undefined : (Stage.of(cfn) ?? cfn.node.root).node.findAll().find(isIt);
}

export function readAsset(
  cfn: CfnRestApi,
  asset: Asset,
): DocumentSource | { readonly problems: readonly DocumentProblem[] } {
  const path = resolve(Stage.of(asset)?.outdir ?? '.', asset.assetPath);
  const text = texts().DocumentText.read(readFileSync(path, 'utf8'), nameOf(asset, path));
  return 'problems' in text ? text : new AssetDocument(cfn, text, extname(path));
}

/**
 * A document in a file. It stays a file, since a template has no room for a large one: a new asset takes the place of
 * the old. Where the policy holds what is known only at deployment, no file can, and the document goes into the template.
 */
class AssetDocument implements DocumentSource {
  readonly content: unknown;
  private text: string | undefined;
  private key: string | undefined;

  constructor(
    private readonly cfn: CfnRestApi,
    private readonly original: DocumentText,
    private readonly extension: string,
  ) {
    this.content = original.content;
  }

  write(edits: readonly Edit[]): readonly DocumentProblem[] {
    const inline = Token.isUnresolved(JSON.stringify(edits));
    const problem = inline ? this.original.onlyAsFile : undefined;
    if (problem !== undefined) {
      const fix =
        'ApiDefinition.fromInline with the parsed file, or an origin that is known when the app is synthesised';
      return [
        documentProblem('openapi-deploy-time', { property: 'allowOrigins', got: 'a token', detail: problem, fix }),
      ];
    }
    if (inline) {
      this.cfn.bodyS3Location = undefined;
      this.cfn.body = applyEdits(this.original.values, edits);
    } else {
      this.stage(this.original.edited(edits));
    }
    return [];
  }

  lost(edits: readonly Edit[]): readonly Edit[] {
    const { Body: body, BodyS3Location: location } = renderedProperties(this.cfn);
    const isOurs = location !== undefined && keyOf(this.cfn) === this.key;
    return isOurs ? [] : withoutEffect(body, edits);
  }

  private stage(text: string): void {
    if (text === this.text) {
      return;
    }
    this.text = text;
    const folder = mkdtempSync(join(tmpdir(), 'cors-'));
    const path = join(folder, `openapi${this.extension}`);
    writeFileSync(path, text);
    this.cfn.node.tryRemoveChild(ID);
    const asset = new Asset(this.cfn, ID, { path });
    // Where staging is switched off, the asset is the file itself.
    if (resolve(asset.assetPath) !== path) {
      rmSync(folder, { recursive: true });
    }
    this.cfn.bodyS3Location = { bucket: asset.s3BucketName, key: asset.s3ObjectKey };
    asset.addResourceMetadata(this.cfn, 'BodyS3Location');
    this.key = keyOf(this.cfn);
  }
}

const ID = 'CorsDefinition';

/** The file of the user's, which is staged under the hash of its content. */
function nameOf(asset: Asset, stagedPath: string): string {
  const staging = asset.node.findAll().find((construct) => construct instanceof AssetStaging);
  return basename(staging?.sourcePath ?? stagedPath);
}

/** The key of the file in the bucket, as the template has it. */
function keyOf(cfn: CfnRestApi): string | undefined {
  const { BodyS3Location: location } = renderedProperties(cfn);
  return isRecord(location) ? JSON.stringify(location.Key) : undefined;
}

/** The parser of YAML, loaded for an asset: most APIs have none. */
function texts(): typeof import('../openapi/text') {
  return require('../openapi/text');
}
