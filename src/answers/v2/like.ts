/** Whether a text matches a LIKE pattern, ignoring case: `%` stands for any text, and `_` for any character. */
export function isLike(text: string, pattern: string): boolean {
  const characters = [...text.toLowerCase()];
  const wanted = [...pattern.toLowerCase()];
  let at = 0;
  let next = 0;
  // where the last `%` is, and how far into the text it has matched
  let any = -1;
  let taken = 0;
  while (at < characters.length) {
    if (wanted[next] === '%') {
      any = next;
      taken = at;
      next += 1;
    } else if (wanted[next] === '_' || wanted[next] === characters[at]) {
      at += 1;
      next += 1;
    } else if (any >= 0) {
      taken += 1;
      at = taken;
      next = any + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(next).every((character) => character === '%');
}
