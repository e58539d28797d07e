import type { Edit } from '../openapi/edits';
import type { DocumentProblem } from '../openapi/problems';

/** Where the document of an API stands, and how it is changed there. */
export interface DocumentSource {
  /** What it says, with nothing in it that only the CDK can tell. */
  readonly content: unknown;
  /** Puts the document with these changes, and without any made before, in the place of the old one. */
  write(edits: readonly Edit[]): readonly DocumentProblem[];
  /** The changes that the template will not hold: something that came later has replaced the document, or a part of it. */
  lost(edits: readonly Edit[]): readonly Edit[];
}
