--- Writes a session whole, as its owner knows it: a new one, or one that the store has lost or has in an older state.
-- Does nothing where the session has changed hands since.
-- KEYS[1] the session
-- ARGV[1] replica id of the owner
-- ARGV[2] its epoch, as far as the owner knows: an answer that it did not get may have been of a higher one
-- ARGV[3] time to live, milliseconds
-- ARGV[4] URL of the owner
-- ARGV[5…] fields of the journal and their values, in turn
-- Returns its epoch where it is written, 0 where the session is another's or over.
local owner, stored = unpack(redis.call('HMGET', KEYS[1], 'owner', 'epoch'))
local epoch = tonumber(ARGV[2])
if stored then
  local ahead = tonumber(stored) - epoch
  if owner == ARGV[1] then epoch = epoch + math.max(ahead, 0)
  elseif ahead > 0 or (ahead == 0 and owner ~= '') then return 0 end
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'epoch', string.format('%.0f', epoch), 'url', ARGV[4])
for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return epoch
