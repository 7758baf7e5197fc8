/** A file beside the code: the address under which the server serves it. */
declare module '*.svg' {
  const address: string;
  export default address;
}
