/** The command can't be carried out as it was given, or found what is not in order; the message is for the person who typed it. */
export class ManageError extends Error {}
