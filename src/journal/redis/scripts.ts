import { toScript } from './link.ts';

/*
 * What the server does atomically. All scripts get the same keys. The server's clock decides which mocks are alive, as
 * the mocks' clocks may differ. Coordination of the mocks also works while the server is full and nothing can be
 * appended.
 */

const HEAD = `
local about, journal, mocks, applied, counts, log, chunked, inbox = unpack(KEYS)
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function whole(number) return string.format('%.0f', number) end
local function isOf(generation) return redis.call('HGET', about, 'generation') == generation end
local function isTurnOfAnother(mock)
  local turn, ends = unpack(redis.call('HMGET', about, 'turn', 'turnEnds'))
  return turn and turn ~= mock and tonumber(ends) > now()
end
local function alive() return redis.call('ZRANGEBYSCORE', mocks, whole(now()), '+inf') end
-- who is reading the chunks of an entry has them for a while yet
local function forgetChunks(below)
  for _, key in ipairs(redis.call('ZRANGEBYSCORE', chunked, '-inf', below)) do redis.call('EXPIRE', key, 60) end
  redis.call('ZREMRANGEBYSCORE', chunked, '-inf', below)
end
local function clear()
  forgetChunks('+inf')
  redis.call('DEL', about, journal, counts)
end
local function post(mock, ...)
  local box = inbox .. mock
  redis.call('XADD', box, 'MAXLEN', '~', '4096', '*', ...)
  redis.call('PEXPIRE', box, 60000)
end
`;

const write = (text: string) => toScript(`#!lua\n${HEAD}${text}`);
const writeThoughFull = (text: string) => toScript(`#!lua flags=allow-oom\n${HEAD}${text}`);

/**
 * Creates a state with its first entry if there is none, or returns what is known of the existing one. Positions start
 * at the time in milliseconds, so those of a restarted state are higher than all before.
 *
 * Arguments: format, version, generation, world, the fields of the first entry.
 */
export const CLAIM = write(`
local kind = redis.call('TYPE', about).ok
if kind ~= 'none' and kind ~= 'hash' then return {'other'} end
if kind == 'none' then
  clear()
  redis.call('DEL', mocks, applied, log)
  local base = whole(now())
  redis.call('XADD', journal, base .. '-0', unpack(ARGV, 5))
  redis.call('HSET', about, 'format', ARGV[1], 'version', ARGV[2], 'generation', ARGV[3], 'world', ARGV[4],
    'last', base, 'base', base, 'known', '0', 'bytes', '0')
end
return redis.call('HMGET', about, 'format', 'version', 'generation', 'world', 'last')
`);

/**
 * Returns a mock the turn to append after a known entry: the others wait until it has, up to a time limit. It gets the
 * turn even if it is behind.
 *
 * Arguments: generation, position to append after, mock, for how long (ms).
 */
export const TAKE_TURN = write(`
if not isOf(ARGV[1]) then return {'lost'} end
local after, mock = tonumber(ARGV[2]), ARGV[3]
local last = tonumber(redis.call('HGET', about, 'last'))
if last < after then return {'lost'} end
if isTurnOfAnother(mock) then return {'wait', whole(last)} end
redis.call('HSET', about, 'turn', mock, 'turnEnds', whole(now() + ARGV[4]))
return {last > after and 'behind' or 'turn', whole(last)}
`);

/**
 * Appends an entry after a known one, and returns its position, how much there is since the last snapshot, and the
 * mocks that are alive. An entry that exists already is not appended twice.
 *
 * Arguments: generation, position to append after, mock, ID of the entry, whether it replaces everything, whether it
 * may have been appended before, ID of the entry that is known at the position or nothing, length of its text, key of
 * its chunks or nothing, the fields of the entry.
 */
export const APPEND = write(`
if not isOf(ARGV[1]) then return {'lost'} end
local after, mock, id, key = tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[9]
local last = tonumber(redis.call('HGET', about, 'last'))
local place = whole(after + 1) .. '-0'
local before = ARGV[7] ~= '' and redis.call('XRANGE', journal, whole(after) .. '-0', whole(after) .. '-0')[1]
if before and before[2][6] ~= ARGV[7] then return {'lost'} end
local function kept()
  local bytes, base, snapshot, events, size = unpack(
    redis.call('HMGET', about, 'bytes', 'base', 'snapshot', 'events', 'size'))
  return {'kept', whole(after + 1), bytes, snapshot or base, events or '0', size or '0', alive()}
end
if last > after then
  local there = redis.call('XRANGE', journal, place, place)[1]
  if there and there[2][6] == id then return kept() end
  if not there and ARGV[6] == '1' then return {'unknown', whole(last)} end
  return {'behind', whole(last)}
end
if last < after then return {'lost'} end
if isTurnOfAnother(mock) then return {'wait', whole(last)} end
if key ~= '' then
  if redis.call('PERSIST', key) == 0 then return {'late', whole(last)} end
  redis.call('ZADD', chunked, whole(after + 1), key)
end
redis.call('XADD', journal, place, unpack(ARGV, 10))
redis.call('HSET', about, 'last', whole(after + 1))
redis.call('HINCRBY', about, 'bytes', ARGV[8])
redis.call('HDEL', about, 'turn', 'turnEnds')
if ARGV[5] == '1' then redis.call('DEL', counts) end
return kept()
`);

/**
 * Adds a chunk to those at a key, which expire after a while unless something stored names the key. Extends the turn of
 * a mock that has it.
 *
 * Arguments: mock, key, for how long it is kept (s), for how long the turn is kept (ms), the chunk.
 */
export const ADD_CHUNK = write(`
if redis.call('HGET', about, 'turn') == ARGV[1] then
  redis.call('HSET', about, 'turnEnds', whole(now() + ARGV[4]))
end
redis.call('RPUSH', ARGV[2], ARGV[5])
return redis.call('EXPIRE', ARGV[2], ARGV[3])
`);

/**
 * Heartbeat of a mock with its position: notifies those who wait for it, and returns the position of the last entry and
 * the time. The server may have lost what the mock knows, and may then have continued without it.
 *
 * Arguments: generation, mock, for how long it counts as alive (ms), position, ID of the entry there or nothing, the
 * mocks that wait for it.
 */
export const REPORT = writeThoughFull(`
if not isOf(ARGV[1]) then return {'lost'} end
local last = tonumber(redis.call('HGET', about, 'last'))
if last < tonumber(ARGV[4]) then return {'lost'} end
local there = redis.call('XRANGE', journal, ARGV[4] .. '-0', ARGV[4] .. '-0')[1]
if there and ARGV[5] ~= '' and there[2][6] ~= ARGV[5] then return {'parted'} end
local time = now()
redis.call('ZADD', mocks, whole(time + ARGV[3]), ARGV[2])
redis.call('HSET', applied, ARGV[2], ARGV[4])
for index = 6, #ARGV do post(ARGV[index], 'type', 'applied', 'mock', ARGV[2], 'value', ARGV[4]) end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', mocks, '-inf', whole(time - 60000))) do
  redis.call('ZREM', mocks, gone)
  redis.call('HDEL', applied, gone)
end
return {'known', whole(last), whole(time)}
`);

/** Returns the mocks that are alive and have not applied an entry. Argument: its position. */
export const BEHIND = writeThoughFull(`
local behind = {}
for _, mock in ipairs(alive()) do
  if tonumber(redis.call('HGET', applied, mock) or '0') < tonumber(ARGV[1]) then behind[#behind + 1] = mock end
end
return behind
`);

/** Removes a mock that has left. Argument: the mock. */
export const LEAVE = writeThoughFull(`
redis.call('ZREM', mocks, ARGV[1])
redis.call('HDEL', applied, ARGV[1])
return redis.call('DEL', inbox .. ARGV[1])
`);

/** Adds one to a count, and returns the new count. Argument: its name. */
export const COUNT = writeThoughFull(`return redis.call('HINCRBY', counts, ARGV[1], 1)`);

/**
 * Activates a snapshot, unless there is a later one, and trims the journal to what current mocks may still need.
 *
 * Arguments: generation, position, key, number of events, bytes of its text, how many entries before it are kept.
 */
export const PUT_SNAPSHOT = write(`
local known, before, bytes = unpack(redis.call('HMGET', about, 'snapshot', 'snapshotKey', 'bytes'))
if not isOf(ARGV[1]) or tonumber(known or '0') >= tonumber(ARGV[2]) then return redis.call('UNLINK', ARGV[3]) end
redis.call('PERSIST', ARGV[3])
redis.call('HSET', about, 'snapshot', ARGV[2], 'snapshotKey', ARGV[3], 'events', ARGV[4], 'size', ARGV[5], 'bytes', '0')
local from = whole(ARGV[2] - ARGV[6] + 1)
redis.call('XTRIM', journal, 'MINID', from .. '-0')
forgetChunks('(' .. from)
if before then redis.call('UNLINK', before) end
return 0
`);

/**
 * Restores a state that the server has lost from what a mock knows of it, unless another mock that knew as much has
 * done so, or something was appended since.
 *
 * Arguments: format, version, the generation that was lost, the new one, world, the position that the mock knows, key
 * of the snapshot, its number of events, bytes of its text.
 */
export const BRING_BACK = write(`
local generation, last, base, knew, from = unpack(
  redis.call('HMGET', about, 'generation', 'last', 'base', 'known', 'from'))
local known = tonumber(ARGV[6])
if generation then
  local isOlder = generation == ARGV[3] and tonumber(last) < known
  local isUnused = last == base and tonumber(knew) < known and (from == ARGV[3] or knew == '0')
  if generation == ARGV[3] and not isOlder then return 'there' end
  if generation ~= ARGV[3] and not isUnused then return 'there' end
end
local before, logged = unpack(redis.call('HMGET', about, 'snapshotKey', 'logged'))
if before then redis.call('UNLINK', before) end
clear()
redis.call('PERSIST', ARGV[7])
base = whole(math.max(now(), known + 1, tonumber(last or '0') + 1))
redis.call('HSET', about, 'format', ARGV[1], 'version', ARGV[2], 'generation', ARGV[4], 'from', ARGV[3],
  'world', ARGV[5], 'last', base, 'base', base, 'known', ARGV[6], 'bytes', '0', 'logged', logged or '0',
  'snapshot', base, 'snapshotKey', ARGV[7], 'events', ARGV[8], 'size', ARGV[9])
return 'brought back'
`);

/** Raises counts to what a mock knows of them. Arguments: generation, then each name and its count. */
export const RAISE_COUNTS = writeThoughFull(`
if not isOf(ARGV[1]) then return 0 end
for at = 2, #ARGV, 2 do
  local count = tonumber(redis.call('HGET', counts, ARGV[at]) or '0')
  if tonumber(ARGV[at + 1]) > count then redis.call('HSET', counts, ARGV[at], ARGV[at + 1]) end
end
return 1
`);

/** Adds requests to the log and drops the oldest. Arguments: how many, their text, how many are kept. */
export const ADD_TO_LOG = write(`
local last = redis.call('HINCRBY', about, 'logged', ARGV[1])
redis.call('XADD', log, whole(last) .. '-0', 'entries', ARGV[2])
redis.call('XTRIM', log, 'MINID', whole(math.max(0, last - ARGV[3] + 1)) .. '-0')
return last
`);

/** Clears the log. Argument: the mock that asks for it. */
export const CLEAR_LOG = write(`
local last = redis.call('HINCRBY', about, 'logged', 1)
redis.call('XADD', log, whole(last) .. '-0', 'cleared', ARGV[1])
return redis.call('XTRIM', log, 'MINID', whole(last) .. '-0')
`);

/** Asks all other mocks to add their requests to the log; returns the mocks asked. Arguments: the mock, a number. */
export const ASK_FOR_LOG = writeThoughFull(`
local asked = {}
for _, mock in ipairs(alive()) do
  if mock ~= ARGV[1] then
    post(mock, 'type', 'asked', 'mock', ARGV[1], 'value', ARGV[2])
    asked[#asked + 1] = mock
  end
end
return asked
`);

/** Sends a message to a mock. Arguments: the mock, the kind of message, the sender, the value. */
export const POST = writeThoughFull(`post(ARGV[1], 'type', ARGV[2], 'mock', ARGV[3], 'value', ARGV[4])`);

/** Does nothing, but is refused whenever changes are. */
export const TRY = write(`return 1`);
