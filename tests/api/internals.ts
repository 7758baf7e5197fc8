/** What only the server's own workings would put into a reply. */
export const internals = [
  /\$argon2|argon2id|password_hash|passwordHash/i,
  /SQLITE|\bsqlite|postgres|\bknex\b|\bSQLSTATE\b|constraint|duplicate key/i,
  /\bselect\b.+\bfrom\b|\binsert into\b|\bupdate\b.+\bset\b|\bdelete from\b/i,
  /\bat .+\(.+:\d+:\d+\)|node_modules|\.[jt]s:\d+|\bstack\b|\bzod\b|invalid_type/i,
  /token_version|revoked|audience|secret_key/i,
];
