--- Gives a replica's lease up. Does nothing where another holds it.
-- KEYS[1] the lease of the replica's tag
-- ARGV[1] what the lease says of this replica
-- Returns 1 where it was held, otherwise 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
