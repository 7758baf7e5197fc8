/** Which form one comes in by. */
export type Way = 'guest' | 'logIn' | 'signUp' | 'forgot';
