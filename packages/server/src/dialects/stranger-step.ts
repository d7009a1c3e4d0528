/**
 * Steps in which calls that anybody may make about a name are answered, in milliseconds: whether there
 * is such a person must not show by how long it took. More than the work takes, with a hash, on a
 * machine that has nothing else to do.
 */
export const STRANGER_STEP_MS = 50;
