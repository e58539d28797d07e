/** A Velocity template, read. Comments are gone, and every construct that is not here was refused. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly reference: ReferenceNode; readonly quiet: boolean }
  | { readonly kind: 'set'; readonly target: ReferenceNode; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | { readonly kind: 'foreach'; readonly variable: string; readonly from: Expression; readonly body: readonly Node[] }
  | { readonly kind: 'break' };

export interface Branch {
  /** None for `#else`. */
  readonly condition: Expression | undefined;
  readonly body: readonly Node[];
}

export interface ReferenceNode {
  readonly kind: 'reference';
  readonly root: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'index'; readonly index: Expression };

export type Expression =
  | ReferenceNode
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'interpolated'; readonly nodes: readonly Node[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export type Operator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';
