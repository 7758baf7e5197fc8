/** Who may see an image is who may see its message. Declared here and made by messages/, because features import only to the left. */
export type MayViewImage = (name: string, userId: number) => Promise<boolean>;
