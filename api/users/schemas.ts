import { text } from '../http/input/fields.ts';

/** Someone's username, to find them by: 150 characters, each perhaps a letter with up to three accents apart. */
export const namedLength = 600;
export const namedUser = text({ maxLength: namedLength });

/** A person, wherever one appears (api/README.md section 2). */
export interface UserJson {
  id: number;
  username: string;
  first_name: '';
  last_name: '';
  display_name: string;
  avatar: number;
  is_guest: boolean;
}

export interface ProfileJson extends UserJson {
  email: string;
}
