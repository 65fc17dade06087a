--- Makes a replica the owner of a session, unless the session has changed hands since it was looked at.
-- May be sent again by the same replica: it has the same answer then.
-- KEYS[1] the session
-- ARGV[1] replica id of the new owner
-- ARGV[2] the epoch that the session had
-- ARGV[3] time to live, milliseconds
-- ARGV[4] URL of the new owner
-- Returns all fields and their values in turn, or nil where another was faster or the session is over.
local owner, epoch, over = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch', 'over'))
if not epoch or over then return nil end
local ahead = tonumber(epoch) - tonumber(ARGV[2])
if ahead ~= 0 and not (ahead == 1 and owner == ARGV[1]) then return nil end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'url', ARGV[4], 'epoch', string.format('%.0f', ARGV[2] + 1))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('HGETALL', KEYS[1])
