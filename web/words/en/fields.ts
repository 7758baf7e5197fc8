/** What the API says of a field, in words for people. It speaks as frameworks do, for programs that know it. */
const sentences: readonly [RegExp, string][] = [
  [/^This field (is required|may not be (blank|null))\.$/, 'Please fill this in.'],
  [/^Ensure this field has no more than (\d+) characters\.$/, 'At most $1 characters.'],
  [/^Ensure this field has at least (\d+) characters\.$/, 'At least $1 characters.'],
  [/^A user with that username already exists\.$/, 'Somebody has this name already.'],
  [
    /^Enter a valid username\. This value may contain only.*$/,
    'Only letters, digits and @ . + - _, and no spaces.',
  ],
  [/^Enter a valid username\. .*$/, 'This can’t be a name.'],
  [/^Enter a name without control characters\.$/, 'Some of these characters can’t be in a name.'],
  [/^Enter a valid email address\.$/, 'This is no e-mail address.'],
  [/^Unable to log in with provided credentials\.$/, 'Username or password is wrong.'],
  [/^Invalid password\.$/, 'This is not your password.'],
  [/^Invalid token for given user\.$/, 'This link is no good any more.'],
  [
    /^This password is too short\. It must contain at least (\d+) characters\.$/,
    'Too short: at least $1 characters.',
  ],
  [/^This password is too common\.$/, 'Too easy to guess: many people use this one.'],
  [/^This password is entirely numeric\.$/, 'Digits alone are too easy to guess.'],
  [/^The password is too similar to the username\.$/, 'Too much like the username.'],
  [/^The password is too similar to the email address\.$/, 'Too much like the e-mail address.'],
  [/^Enter a valid slug of .*$/, 'Only small letters, digits and hyphens.'],
  [/^A chat with that address already exists\.$/, 'Another room has this address.'],
];

/** The same in words for people; as it is where it needs none. */
export function fieldSentence(said: string): string {
  const [pattern, plainly] = sentences.find(([known]) => known.test(said)) ?? [];
  return pattern && plainly ? said.replace(pattern, plainly) : said;
}
