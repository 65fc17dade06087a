--- Writes a session whole, as its owner knows it: a new one, or one that the store has lost or has in an older state.
-- Does nothing where the session has changed hands since.
-- KEYS[1] the session
-- ARGV[1] replica id of the owner
-- ARGV[2] its epoch
-- ARGV[3] time to live, milliseconds
-- ARGV[4] URL of the owner
-- ARGV[5…] fields of the journal and their values, in turn
-- Returns 1 where it is written, 0 where the session is another's or over.
local owner, epoch = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch'))
if epoch then
  local ahead = tonumber(epoch) - tonumber(ARGV[2])
  if ahead > 0 or (ahead == 0 and owner ~= '' and owner ~= ARGV[1]) then return 0 end
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'epoch', ARGV[2], 'url', ARGV[4])
for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
