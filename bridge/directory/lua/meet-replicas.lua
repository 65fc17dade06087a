--- Notes that a replica lives, forgets those that have not said so for a lease, and names the others.
-- KEYS[1] the replicas: a sorted set of what their leases say, by when they last said that they live
-- ARGV[1] what the lease of this replica says
-- ARGV[2] length of the lease, milliseconds
-- Returns what the leases of all live replicas say, this one's too.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.0f', now - ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)
