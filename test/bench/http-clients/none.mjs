/** Asks nothing: what the others cost is beside this. */
process.stdin.resume();
process.stdout.write('0\n');
