import { takesJson } from '../reading/accept.ts';
import { isAsDocumented, isForAnotherSite } from '../wire/exchange.ts';
import type { Breach, Inspected, Rule } from './inspector.ts';

/** Applies a rule to the 200 replies of an operation. A client that does not accept JSON may get another form. */
export function onSuccess(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    const isAsked = isAsDocumented(request) && takesJson(request.headers.accept) && !isForAnotherSite(request);
    return isAsked && reply?.status === 200 ? rule(inspected) : undefined;
  };
}

/** Turns the first finding of one kind in the text of a reply into a breach; `'met'` if there is none. */
export function firstFinding(findings: Inspected['findings'], kind: string, expected: string): 'met' | Breach {
  const finding = findings.find((one) => one.kind === kind);
  return finding ? { expected, received: finding.message } : 'met';
}
