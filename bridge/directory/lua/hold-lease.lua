--- Takes a replica's lease, or makes it run anew. Does nothing where another holds it.
-- KEYS[1] the lease of the replica's tag
-- ARGV[1] what the lease says of this replica: JSON, the same bytes each time
-- ARGV[2] length of the lease, milliseconds
-- Returns {2}: taken, for nobody held it; {1}: held before; {0, what it says of its holder, milliseconds that it still runs}.
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return {0, holder, redis.call('PTTL', KEYS[1])} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {holder and 1 or 2}
