/** Markup that no page of a server has a reason to hold. */
export const MARKUP = '<x-mark>';
