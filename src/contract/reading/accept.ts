/** Whether an Accept header accepts JSON: by name, by a wildcard, or as it is missing. */
export function takesJson(accept: string | undefined): boolean {
  return accept === undefined || accept.trim() === '' || /json|\*\/\*|application\/\*/i.test(accept);
}
