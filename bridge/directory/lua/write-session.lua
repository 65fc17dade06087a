--- Writes what has changed in the journal of a session, and makes the session live on; or hands it over with that.
-- KEYS[1] the session
-- ARGV[1] replica id of the owner
-- ARGV[2] its epoch
-- ARGV[3] time to live, milliseconds
-- ARGV[4] replica id of the owner from now on: the same, or empty where the session is to be free
-- ARGV[5] its epoch from now on: the same, or the next, so that whoever is about to take it over for its owner's silence fails
-- ARGV[6] how many fields to remove
-- ARGV[7…] the fields to remove; then fields and their values, in turn
-- Returns 1 where it is written, 0 where the session is another's or over, -1 where there is no such session.
local owner, epoch = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch'))
if not epoch then return -1 end
if owner ~= ARGV[1] or (epoch ~= ARGV[2] and epoch ~= ARGV[5]) then return 0 end
local first = 7 + ARGV[6]
for i = 7, first - 1 do redis.call('HDEL', KEYS[1], ARGV[i]) end
for i = first, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
if epoch ~= ARGV[5] then redis.call('HSET', KEYS[1], 'epoch', ARGV[5]) end
if owner ~= ARGV[4] then redis.call('HSET', KEYS[1], 'owner', ARGV[4]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
