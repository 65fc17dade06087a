--- Forgets a session that is over. Does nothing where the session is another's.
-- Of one that has changed hands a mark stays: an earlier owner that was stopped meanwhile must not bring it back.
-- KEYS[1] the session
-- ARGV[1] replica id of the owner
-- ARGV[2] its epoch: a free session is this replica's only where it has that one still
-- ARGV[3] time to live of the mark, milliseconds
-- Returns 1 where it is forgotten, otherwise 0.
local owner, epoch = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch'))
if owner ~= ARGV[1] and (owner ~= '' or epoch ~= ARGV[2]) then return 0 end
redis.call('DEL', KEYS[1])
if tonumber(epoch) > 1 then
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'over', '1')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
