/** Whom something befalls: a project, a user, or everybody when neither is named. */
export interface Target {
  readonly projectKey?: string | undefined;
  readonly userId?: string | undefined;
}

/** Whom a request is about, as far as its path says. */
export interface Addressee {
  readonly projectKey: string | undefined;
  readonly userId: string | undefined;
}

/** Whether a target takes in what a request is about. */
export function takesIn(target: Target, { projectKey, userId }: Addressee): boolean {
  return (
    (target.projectKey === undefined || target.projectKey === projectKey) &&
    (target.userId === undefined || target.userId === userId)
  );
}
