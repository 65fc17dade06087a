--- Keeps the handshake of the latest sse session of such a client, for one that comes back without a word.
-- KEYS[1] the handshake of such clients
-- ARGV[1] the handshake
-- ARGV[2] time to live, milliseconds
-- Returns 1.
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
