/** Whether an Accept header takes JSON: it names it, takes everything, or is not there. */
export function takesJson(accept: string | undefined): boolean {
  return accept === undefined || accept.trim() === '' || /json|\*\/\*|application\/\*/i.test(accept);
}
