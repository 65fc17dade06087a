--- Writes what has changed in the journal of a session, and makes the session live on; or hands it over with that.
-- KEYS[1] the session
-- ARGV[1] replica id of the owner
-- ARGV[2] time to live, milliseconds
-- ARGV[3] replica id of the owner from now on: the same, or empty where the session is to be free
-- ARGV[4] by how much its epoch rises: 0, or 1, so that whoever is about to take it over for its owner's silence fails
-- ARGV[5] how many fields to remove
-- ARGV[6…] the fields to remove; then fields and their values, in turn
-- Returns its epoch where it is written, 0 where the session is another's or over, -1 where there is no such session.
local owner, epoch = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch'))
if not epoch then return -1 end
if owner ~= ARGV[1] then return 0 end
local first = 6 + ARGV[5]
for i = 6, first - 1 do redis.call('HDEL', KEYS[1], ARGV[i]) end
for i = first, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if owner ~= ARGV[3] then redis.call('HSET', KEYS[1], 'owner', ARGV[3]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('HINCRBY', KEYS[1], 'epoch', ARGV[4])
