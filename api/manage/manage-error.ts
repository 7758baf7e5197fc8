/** The command can't be carried out as it was given; the message is one line for the person who typed it. */
export class ManageError extends Error {}
