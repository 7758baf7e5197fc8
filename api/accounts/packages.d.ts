declare module 'fxa-common-password-list' {
  /** Exactly, against the 50,000 most used passwords of eight letters and more. */
  const list: { test(password: string): boolean };
  export default list;
}
