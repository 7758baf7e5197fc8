/** The words of fields that stand in several forms. */
export const formWords = {
  username: 'Username',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  passwordHint: 'At least 8 characters.',
};
