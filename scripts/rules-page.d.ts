export declare const TARGET: string;
export declare function renderRules(rules: object, notices: object, documents: object): string;
