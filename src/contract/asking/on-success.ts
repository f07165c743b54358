import { takesJson } from '../reading/accept.ts';
import { isAsDocumented } from '../wire/exchange.ts';
import type { Breach, Inspected, Rule } from './inspector.ts';

/** Applies to the 200s of an operation. A client that takes no JSON may get another form. */
export function onSuccess(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    const isAsked = isAsDocumented(request) && takesJson(request.headers.accept);
    return isAsked && reply?.status === 200 ? rule(inspected) : undefined;
  };
}

/** Gives the first finding of a kind in the text of a reply, or that there is none. */
export function firstFinding(findings: Inspected['findings'], kind: string, expected: string): 'met' | Breach {
  const finding = findings.find((one) => one.kind === kind);
  return finding ? { expected, received: finding.message } : 'met';
}
