import {
  type CompilerOptions,
  createCompilerHost,
  createProgram,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  ScriptTarget,
  type SourceFile,
} from 'typescript';

const READ = new Map<string, SourceFile | undefined>();

/**
 * What the compiler says about a file of a consumer, who has the language's own types and no other: those of a browser would
 * be most of the work, and nothing here may need them.
 */
export function complaintsAbout(file: string, options: CompilerOptions): readonly string[] {
  const all = {
    ...options,
    strict: true,
    noEmit: true,
    target: ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
  };
  const host = createCompilerHost(all);
  const read = host.getSourceFile;
  // The library of the language is the same for all.
  host.getSourceFile = (name, ...rest) => {
    if (!name.includes('/lib.')) {
      return read(name, ...rest);
    }
    const key = JSON.stringify([name, rest]);
    READ.set(key, READ.get(key) ?? read(name, ...rest));
    return READ.get(key);
  };
  return getPreEmitDiagnostics(createProgram([file], all, host)).map(({ messageText }) =>
    flattenDiagnosticMessageText(messageText, ' '),
  );
}
