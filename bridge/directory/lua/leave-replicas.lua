--- Takes a replica off the list of live ones.
-- KEYS[1] the replicas
-- ARGV[1] what the lease of this replica says
-- Returns 1 where it was on the list, otherwise 0.
return redis.call('ZREM', KEYS[1], ARGV[1])
