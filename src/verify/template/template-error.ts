/** Says that a document is not a CloudFormation template, and where it stops being one. */
export class TemplateError extends Error {
  readonly document: string;
  /** The path inside the document, such as `Resources.Api.Type`; empty for the document itself. */
  readonly place: string;

  constructor(document: string, place: string, problem: string) {
    super(`${document}: ${place === '' ? 'the document' : place} ${problem}`);
    this.name = 'TemplateError';
    this.document = document;
    this.place = place;
  }
}
