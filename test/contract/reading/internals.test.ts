import { describe, expect, it } from 'vitest';
import { hintOnInternals, sensitiveText } from '../../../src/contract/reading/internals.ts';

describe('sensitiveText', () => {
  it.each([
    ['a JavaScript stack trace', 'TypeErr\n    at Object.find (file:///x/store.mjs:41:13)'],
    ['a JavaScript stack trace', 'x at next (index.js:1:2)'],
    ['a JavaScript stack trace', 'at file:///x.js:3:4'],
    ['a Python stack trace', 'Traceback (most recent call last):'],
    ['a Python stack trace', 'File "views.py", line 12'],
    ['a Java stack trace', 'at org.acme.Users.find(Users.java:81)'],
    ['a Java stack trace', 'at org.acme.Users$1.find(Users.kt:8)'],
    ['a .NET stack trace', 'at Acme.Users.Find(String id) in /src/Users.cs:line 12'],
    ['a Rust stack trace', "thread 'main' panicked at src/main.rs:3:5"],
    ['a Go stack trace', 'goroutine 17 [running]:'],
    ['a Go stack trace', 'panic: assignment to entry in nil map'],
    ['a Ruby or PHP stack trace', "users.rb:12:in `find'"],
    ['a Ruby or PHP stack trace', '#0 /x/users.php(12)'],
    ['a Ruby or PHP stack trace', 'Stack trace: none'],
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
    'ResourceNotFoundException',
    '<h1>400 Bad Request</h1>URISyntaxException thrown',
    'ValueError: no date',
    'java.lang.NumberFormatException: no date',
    'Unexpected token at body:1:5',
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

  it('ignores the stack trace of a platform for an invalid URI, but not a file of the server', () => {
    const frame = 'at org.acme.Uri.parse(Uri.java:81)';
    expect(sensitiveText(frame, true)).toBeUndefined();
    expect(sensitiveText(frame, false)).toBe('a Java stack trace');
    expect(sensitiveText('at decode (/srv/app/node_modules/router/layer.js:41:13)', true)).toBeDefined();
  });
});

describe('hintOnInternals', () => {
  it.each([
    ['NODE_ENV=production', '<pre>URIError: no<br> &nbsp; &nbsp;at decode (/srv/app/x.js:1:2)</pre>'],
    ['turn debug off', '<title>x // Werkzeug Debugger</title>'],
    ['DEBUG = False', 'because you have <code>DEBUG = True</code>'],
  ])('says %s for the page %j', (sentence, page) => {
    expect(hintOnInternals(page)).toContain(sentence);
  });

  it('is undefined for other pages', () => {
    expect(hintOnInternals('{"stack":"at x.js:1:2"}')).toBeUndefined();
  });
});
