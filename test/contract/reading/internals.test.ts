import { describe, expect, it } from 'vitest';
import { sensitiveText } from '../../../src/contract/reading/internals.ts';

describe('sensitiveText', () => {
  it.each([
    ['a JavaScript stack trace', 'TypeErr\n    at Object.find (file:///x/store.mjs:41:13)'],
    ['a JavaScript stack trace', 'x at next (index.js:1:2)'],
    ['a JavaScript stack trace', 'at file:///x.js:3:4'],
    ['a Python stack trace', 'Traceback (most recent call last):'],
    ['a Python stack trace', 'File "views.py", line 12'],
    ['a Java stack trace', 'at org.acme.Users.find(Users.java:81)'],
    ['a Java stack trace', 'at org.acme.Users$1.find(Users.kt:8)'],
    ['a Java stack trace', 'java.lang.Object'],
    ['a Go stack trace', 'goroutine 17 [running]:'],
    ['a Go stack trace', 'panic: assignment to entry in nil map'],
    ['a Ruby or PHP stack trace', "users.rb:12:in `find'"],
    ['a Ruby or PHP stack trace', '#0 /x/users.php(12)'],
    ['a Ruby or PHP stack trace', 'Stack trace: none'],
    ['the name of an exception', 'TypeError: x is not a function'],
    ['the name of an exception', 'URIError'],
    ['the name of an exception', 'NumberFormatException'],
    ['an SQL statement', 'SELECT id,\n name FROM users'],
    ['an SQL statement', 'WHERE user_id = 7'],
    ['an SQL statement', 'SQLSTATE[42P01]'],
    ['an SQL statement', 'syntax error at or near "x"'],
    ['an SQL statement', 'ORA-00942'],
    ['an SQL statement', 'select id from users where id'],
    ['the address of a database', 'postgres://db/app'],
    ['the address of a database', 'postgresql://db/app'],
    ['the address of a database', 'mongodb+srv://db/app'],
    ['the address of a database', 'jdbc:mysql://db/app'],
    ['a file of the server', 'no such file /usr/src/app.conf'],
    ['a file of the server', 'in node_modules'],
    ['a file of the server', 'C:\\inetpub\\app'],
    ['an address inside the network', 'connect to 10.0.12.7:5432'],
    ['an address inside the network', '172.31.0.1'],
    ['an address inside the network', '192.168.1.9'],
    ['an address inside the network', 'ECONNREFUSED'],
  ])('finds %s in %j', (what, text) => {
    expect(sensitiveText(text)).toBe(what);
  });

  it.each([
    'The user was not found at this project.',
    'Meet at 10:30:15.',
    'See file "report", line by line.',
    'goroutine is a word',
    'don’t panic',
    'Error: start_date must be a number.',
    'MyTypeErrors are ours',
    'Exception handling is described elsewhere.',
    'Select a user from the list, where the limit is shown.',
    'SELECT a plan in the menu',
    'where x equals y',
    'ORA-942',
    'postgres is not needed',
    'See https://example.org/usr/src/app',
    '/api/app/KEY/users/1/sessions',
    '/opt/x',
    'version 10.2.3',
    '172.32.0.1 and 172.15.0.1 are public',
    '192.169.1.9',
    'NOTFOUND',
  ])('finds nothing in %j', (text) => {
    expect(sensitiveText(text)).toBeUndefined();
  });
});
