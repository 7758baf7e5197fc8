/** What the API says of a field. It speaks as frameworks do, for programs that know it. */
const said = {
  missing: /^This field (is required|may not be (blank|null))\.$/,
  atMost: /^Ensure this field has no more than (\d+) characters\.$/,
  atLeast: /^Ensure this field has at least (\d+) characters\.$/,
  usernameTaken: /^A user with that username already exists\.$/,
  displayNameTaken: /^(A user with that display name already exists|This chat has a bot of that name)\.$/,
  nicknameTaken: /^That nickname is taken\.$/,
  nameReserved: /^This name is reserved\.$/,
  notUsername: /^Enter a valid username\. This value may contain only.*$/,
  notName: /^Enter a valid username\. .*$/,
  notShown: /^(Enter a name without control|Null|Surrogate) characters( are not allowed)?\.$/,
  notEmail: /^Enter a valid email address\.$/,
  noEmail: /^There is no address to confirm\.$/,
  wrongCredentials: /^Unable to log in with provided credentials\.$/,
  wrongPassword: /^Invalid password\.$/,
  wrongLink: /^Invalid token for given user\.$/,
  passwordShort: /^This password is too short\. It must contain at least (\d+) characters\.$/,
  passwordCommon: /^This password is too common\.$/,
  passwordNumeric: /^This password is entirely numeric\.$/,
  likeUsername: /^The password is too similar to the username\.$/,
  likeEmail: /^The password is too similar to the email address\.$/,
  notAddress: /^Enter a valid slug of .*$/,
  addressTaken: /^A chat with that address already exists\.$/,
  notEmoji: /^Enter a single emoji\.$/,
  notWeb:
    /^(Enter a valid URL|It has to begin with https:\/\/|It must not contain a name or a password|Its port has to be .*)\.$/,
  noneChosen: /^This list may not be empty\.$/,
  yourself: /^This is you\.$/,
  nobody: /^Object with username=.* does not exist\.$/s,
};

/** Of each its sentence for people; the number is what the API names. */
export type FieldWords = Record<keyof typeof said, string | ((number: number) => string)>;

/** Says the API's sentences by these words; one that is not known stays as it is. */
export function sayFields(words: FieldWords): (sentence: string) => string {
  const known = Object.entries(said) as [keyof typeof said, RegExp][];
  return (sentence) => {
    for (const [name, pattern] of known) {
      const found = pattern.exec(sentence);
      const text = words[name];
      if (found) return typeof text === 'string' ? text : text(Number(found[1]));
    }
    return sentence;
  };
}
