import type { ParameterInput } from './site-schema.ts';

const DEFAULT_COUNT = 12;
const PERSONAL_COUNT = 60;

/** The meaning of a parameter by its name, in this order. */
const BY_NAME: readonly (readonly [RegExp, ParameterInput])[] = [
  [/uuid|guid/i, { title: '{{string.uuid}}', personal: true }],
  [/^(page|p|step|section)$/i, { pattern: '[2-9]', count: 8 }],
  [/^year$/i, { pattern: '20(1[5-9]|2[0-6])' }],
  [/^month$/i, { pattern: '0[1-9]|1[0-2]' }],
  [/^day$/i, { pattern: '0[1-9]|1[0-9]|2[0-8]' }],
  [/^(lang|locale|language)$/i, { pattern: 'en|de|fr|es|ja', count: 5 }],
  [/iban/i, { title: '{{finance.iban}}', personal: true }],
  [/^(user|username|member|author|handle)$/i, { title: '{{person.firstName}} {{person.lastName}}' }],
  [/^(category|department|tag|topic)/i, { title: '{{commerce.department}}', count: 8 }],
  [/^(product|item|sku)/i, { title: '{{commerce.productName}}' }],
  [/^(city|town|place|location|destination)/i, { title: '{{location.city}}' }],
  [/^(country)/i, { title: '{{location.country}}' }],
  [/^(company|org|organization|team|workspace|tenant)/i, { title: '{{company.name}}', personal: true }],
  [/^(q|query|search|term|s)$/i, { title: '{{commerce.productMaterial}} {{commerce.product}}' }],
  [/id$|^(no|nr|number|ref|code|account|order|invoice|ticket|case|key)/i, { pattern: '[1-9][0-9]{6}', personal: true }],
];

const NAMED: ParameterInput = { title: '{{word.adjective}} {{word.noun}}' };

/** A parameter for which the form and number of its values are known. */
export type CompleteParameter = ParameterInput & { readonly count: number; readonly personal: boolean };

/** Fills in what a model leaves out of a parameter. */
export function completeParameter(name: string, given: ParameterInput = {}): CompleteParameter {
  const isMade = given.title !== undefined || given.pattern !== undefined || given.of !== undefined;
  const usual = BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? NAMED;
  const { personal = false, ...made } = { ...(isMade ? {} : usual), ...given };
  return { ...made, personal, count: made.count ?? (personal ? PERSONAL_COUNT : DEFAULT_COUNT) };
}
