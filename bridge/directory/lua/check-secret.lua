--- Tells whether all replicas have the same secret. The first one to ask leaves a fingerprint of its own.
-- KEYS[1] the fingerprint
-- ARGV[1] the fingerprint of this replica's secret
-- ARGV[2] time to live, milliseconds
-- Returns 1 where it is the same, 0 where it differs.
local known = redis.call('GET', KEYS[1])
if known and known ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
