import { endsInParameter, lastWordOf, parametersOf, segmentsOf } from './path-template.ts';
import type { ClickInput, FieldInput } from './site-schema.ts';

/** Defaults of a page of a kind. */
interface KindDefaults {
  readonly pauseMs: number;
  readonly controls: readonly string[];
  readonly fields: readonly FieldInput[];
  /** Label of the button that submits the fields. */
  readonly button?: string;
}

const MASKED = (label: string): FieldInput => ({ label });
const NAME: readonly FieldInput[] = [
  { label: '{firstName}', values: '{{person.firstName}}', asks: 'first' },
  { label: '{lastName}', values: '{{person.lastName}}', asks: 'last' },
];
const MESSAGE: FieldInput = { label: '{message}', values: '{{lorem.sentence}}' };

const PAGE: KindDefaults = { pauseMs: 5000, controls: [], fields: [] };
const KINDS: Readonly<Record<string, KindDefaults>> = {
  home: { pauseMs: 3500, controls: ['{acceptAll}'], fields: [] },
  list: { pauseMs: 5000, controls: ['{filter}', '{sort}', '{showMore}'], fields: [] },
  detail: { pauseMs: 8000, controls: ['{details}', '{print}', '{share}'], fields: [] },
  article: { pauseMs: 20_000, controls: ['{share}'], fields: [] },
  help: { pauseMs: 12_000, controls: ['{yes}', '{no}'], fields: [] },
  search: { pauseMs: 4500, controls: ['{filter}'], fields: [] },
  settings: { pauseMs: 6000, controls: ['{cancel}'], fields: NAME, button: '{save}' },
  login: {
    pauseMs: 4000,
    controls: ['{rememberMe}'],
    fields: [MASKED('{username}'), MASKED('{password}')],
    button: '{logIn}',
  },
  'sign-up': {
    pauseMs: 5000,
    controls: [],
    fields: [...NAME, MASKED('{email}'), MASKED('{password}')],
    button: '{signUp}',
  },
  contact: { pauseMs: 5000, controls: [], fields: [MASKED('{email}'), MESSAGE], button: '{sendMessage}' },
  payment: {
    pauseMs: 6000,
    controls: ['{cancel}'],
    fields: [
      { label: '{recipient}', values: '{{person.fullName}}' },
      { label: '{amount}', values: '{{finance.amount}}' },
    ],
    button: '{send}',
  },
  form: { pauseMs: 6000, controls: ['{cancel}'], fields: [...NAME, MESSAGE], button: '{submit}' },
};

/** The kind of a page by the last word of its path, in this order. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/^(log-?in|sign-?in|auth|session|anmelden|connexion|entrar|iniciar-sesion)$/, 'login'],
  [/^(register|sign-?up|join|registrieren|inscription|registro|cadastro)$/, 'sign-up'],
  [/^(search|find|suche|recherche|buscar|busca)$/, 'search'],
  [/^(contact|contact-us|feedback|kontakt|contacto|contato)$/, 'contact'],
  [/^(help|faq|support|docs|documentation|hilfe|aide|ayuda|ajuda)$/, 'help'],
  [/^(pay|payments?|transfers?|send|deposit|withdraw|donate|ueberweisung|virement)$/, 'payment'],
  [/^(settings|profile|preferences|account|my-account|einstellungen|profil|perfil)$/, 'settings'],
  [/^(new|create|add|edit|apply|book|booking|checkout|subscribe|request|onboarding|upload|invite)$/, 'form'],
];
const ARTICLES = /^(blog|news|articles?|posts?|stories|magazine|press)$/;
const MEMBERS =
  /^(accounts?|my-account|me|my|dashboard|settings|profile|preferences|orders?|invoices?|billing|payments?|transfers?|statements?|cards?|inbox|messages|admin|users?|projects?|team|app)$/;
const CONFIRMS = /^(sent|done|success|thanks|thank-you|confirmation|confirmed|complete|received|danke|merci|gracias)$/;

/** Returns the kind of a page by its path. */
export function kindOf(path: string, hasChildren: boolean): string {
  const segments = segmentsOf(path);
  const [, query = ''] = path.split('?');
  if (query.includes('{')) return 'search';
  if (segments.length === 0) return 'home';
  const word = lastWordOf(path) ?? '';
  if (endsInParameter(path)) return ARTICLES.test(word) ? 'article' : 'detail';
  const found = BY_WORD.find(([pattern]) => pattern.test(word.toLowerCase()));
  if (found && !(hasChildren && found[1] === 'payment')) return found[1];
  return hasChildren ? 'list' : 'page';
}

/** Whether a page confirms a submission. */
export function confirms(path: string): boolean {
  return CONFIRMS.test(lastWordOf(path) ?? '');
}

/** Whether only members see a page, if there is a login. */
export function isForMembers(path: string, kind: string, isPersonal: (parameter: string) => boolean): boolean {
  if (['login', 'sign-up', 'help', 'contact', 'article'].includes(kind)) return false;
  return parametersOf(path).some(isPersonal) || segmentsOf(path).some((segment) => MEMBERS.test(segment.toLowerCase()));
}

/** How long people take on a page of a kind, the median in milliseconds. */
export function pauseOf(kind: string): number {
  return (KINDS[kind] ?? PAGE).pauseMs;
}

/** The fields of a page of a kind. */
export function fieldsOf(kind: string): readonly FieldInput[] {
  return (KINDS[kind] ?? PAGE).fields;
}

/** The clickable elements of a page of a kind that stay on it. */
export function controlsOf(kind: string): readonly ClickInput[] {
  return (KINDS[kind] ?? PAGE).controls.map((label) => ({ label }));
}

/** The submit button of a page of a kind; undefined if it has none. */
export function buttonOf(kind: string): string | undefined {
  return (KINDS[kind] ?? PAGE).button;
}
